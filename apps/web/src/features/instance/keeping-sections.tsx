import { Download } from 'lucide-react'
import { AuditList } from '../../components/audit/audit-list.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useTRPCClient } from '../../sync/trpc.ts'
import { instanceText } from './instance-text.ts'

/** Everything on the server, as one file. */
export function BackupSection() {
  const { title, text, act, hint } = instanceText.backup
  return (
    <Section title={title} text={text}>
      <div className="grid justify-items-start gap-2">
        <Button asChild>
          <a href="/api/backup" download>
            <Download className="icon icon--sm" />
            {act}
          </a>
        </Button>
        <p className="hint">{hint}</p>
      </div>
    </Section>
  )
}

/** Who did what with the server as a whole. */
export function AuditSection() {
  const client = useTRPCClient()
  const { title, text } = instanceText.audit
  return (
    <Section title={title} text={text}>
      <AuditList
        label={title}
        about="instance"
        read={(after, signal) => client.audit.ofInstance.query({ after }, { signal })}
      />
    </Section>
  )
}
