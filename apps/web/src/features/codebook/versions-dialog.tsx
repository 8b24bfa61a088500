import { publishedVersions, type VersionData } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import { momentText } from '../../components/date-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { labelNameOf } from './change-words.ts'
import { ChangesList } from './changes-list.tsx'
import { codebookChanges } from './codebook-changes.ts'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'

const text = codebookText.versions
const SHOWN_CHANGES = 8
const HISTORY_ENTRIES = 500

/** Published versions, newest first, with what each changed. */
export function VersionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { stream } = useTools()
  const versions = [...publishedVersions(stream).values()].map(({ data }) => data)
  const published = usePublishing()
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.title}
      foot={<Button onClick={onClose}>{codebookText.change.close}</Button>}
    >
      {versions.length === 0 && <p className="muted">{text.none}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard */}
      <ol className="cb__versions" tabIndex={0} aria-label={text.title}>
        {versions.toReversed().map((version, at) => (
          <Version
            key={version.number}
            version={version}
            before={versions[versions.length - at - 2] ?? null}
            by={published.get(version.number)}
            isLatest={at === 0}
          />
        ))}
      </ol>
    </Dialog>
  )
}

/** Who published each version and when, as far back as the log is read. */
function usePublishing(): ReadonlyMap<number, string> {
  const { session, project } = useTools()
  const trpc = useTRPC()
  const asked = { project, stream: session.codebookId, before: null, limit: HISTORY_ENTRIES }
  const { data } = useQuery(trpc.changes.history.queryOptions(asked))
  const lines = (data?.entries ?? []).flatMap(({ change, actor, at }) =>
    change.added.flatMap((record) =>
      record.kind === 'version'
        ? [[record.data.number, text.by(session.personName(actor), momentText(at))] as const]
        : [],
    ),
  )
  return new Map(lines)
}

type VersionProps = {
  readonly version: VersionData
  readonly before: VersionData | null
  readonly by: string | undefined
  readonly isLatest: boolean
}

function Version({ version, before, by, isLatest }: VersionProps) {
  const { stream } = useTools()
  const changes = before ? codebookChanges(before.content, version.content) : []
  const nameOf = (id: string) => labelNameOf(stream, id)
  return (
    <li>
      <header className="row">
        <h3 className="h2">{text.version(version.number)}</h3>
        {isLatest && <Tag>{text.latest}</Tag>}
        <span className="muted">{by}</span>
      </header>
      {version.note !== '' && <p className="quote">{version.note}</p>}
      {before === null && <p className="muted">{text.first}</p>}
      <ChangesList changes={changes.slice(0, SHOWN_CHANGES)} />
      {changes.length > SHOWN_CHANGES && (
        <p className="muted">{text.more(changes.length - SHOWN_CHANGES)}</p>
      )}
      {version.migrations.map(({ from, to }) => (
        <p key={from} className="soft">
          {to.length === 0
            ? text.retired(nameOf(from))
            : text.becomes(nameOf(from), to.map(nameOf).join(', '))}
        </p>
      ))}
      {version.needsMigration && <p className="hint">{text.needsMigration}</p>}
    </li>
  )
}
