import type { ProjectId } from '@parallax/domain'
import { AuditList } from '../../components/audit/audit-list.tsx'
import { Section } from '../../components/section.tsx'
import { useTRPCClient } from '../../sync/trpc.ts'
import { settingsText } from './settings-text.ts'

/** Who did what with the project itself: members, invitations, what was exported. */
export function AuditSection({ project }: { readonly project: ProjectId }) {
  const client = useTRPCClient()
  const { title, text } = settingsText.audit
  return (
    <Section title={title} text={text}>
      <AuditList
        label={title}
        about={project}
        read={(after, signal) => client.audit.ofProject.query({ project, after }, { signal })}
      />
    </Section>
  )
}
