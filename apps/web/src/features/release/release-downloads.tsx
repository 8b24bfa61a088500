import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { lazily } from '../../components/lazily.tsx'
import { losslessTitles } from '../../components/loss-report/lossless-titles.ts'
import { releaseFileAddress } from '../../components/releases/release-paths.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import type { WholeRelease } from './release-screen.tsx'
import { type ReleaseFormat, useReleaseDownload } from './use-release-download.ts'

const text = releasesText.downloads

const LossDialog = lazily(() =>
  import('../../components/loss-report/loss-dialog.tsx').then((module) => module.LossDialog),
)

/** The release as files: at once where nothing is lost, else after a look at what would be. */
export function ReleaseDownloads({ release }: { readonly release: WholeRelease }) {
  const { number, summary } = release
  return (
    <section className="release__side">
      <h2 className="h3">{text.title}</h2>
      <p className="hint">{text.text}</p>
      <Formats number={number} />
      <ul className="release__files">
        <FileLink number={number} file="manifest" title={text.manifest} hint={text.manifestText} />
        <FileLink number={number} file="card" title={text.card} hint={text.cardText} />
      </ul>
      <p className="hint">
        {text.hash} <code className="release__hash">{summary.content.sha256}</code>
      </p>
    </section>
  )
}

function Formats({ number }: { readonly number: number }) {
  const trpc = useTRPC()
  const found = useQuery({ ...trpc.exports.formats.queryOptions(), staleTime: Infinity })
  const download = useReleaseDownload(number)
  const { asking, checking } = download
  if (found.isPending) return <SkeletonRows label={text.loading} rows={4} />
  if (!found.data)
    return (
      <FailedState title={text.failed} reason={found.error} onRetry={() => void found.refetch()} />
    )
  const { formats, reasons } = found.data
  return (
    <>
      <ul className="release__files">
        {formats
          .filter(({ writes }) => writes)
          .map((format) => (
            <FormatLine
              key={format.id}
              number={number}
              format={format}
              isChecking={checking?.id === format.id}
              onAsk={() => download.begin(format)}
            />
          ))}
      </ul>
      <p className="sr-only" role="status">
        {checking && text.looking}
      </p>
      {download.problem !== undefined && <Note tone="bad">{download.problem}</Note>}
      {asking && (
        <LossDialog
          format={asking.format.title}
          report={asking.report}
          reasons={reasons}
          lossless={losslessTitles(formats)}
          words={text.losses}
          // What holds everything is on the same list.
          hasSideChoice={false}
          onExport={download.go}
          onClose={download.cancel}
        />
      )}
    </>
  )
}

type FormatLineProps = {
  readonly number: number
  readonly format: ReleaseFormat
  readonly isChecking: boolean
  readonly onAsk: () => void
}

function FormatLine({ number, format, isChecking, onAsk }: FormatLineProps) {
  const title = `${format.title} (${format.fileExtension})`
  if (format.isLossless)
    return (
      <FileLink number={number} file={format.id} title={title} hint={format.keeps} isLossless />
    )
  return (
    <li>
      <button type="button" aria-disabled={isChecking} onClick={isChecking ? undefined : onAsk}>
        {isChecking ? <Spinner /> : <Download className="icon icon--sm" />}
        <FileWords title={title} hint={format.keeps} />
      </button>
    </li>
  )
}

type FileWordsProps = {
  readonly title: string
  readonly hint: string
  readonly badge?: ReactNode
}
type FileLinkProps = Omit<FileWordsProps, 'badge'> & {
  readonly number: number
  /** A format by its id, or one of the release's own files. */
  readonly file: string
  readonly isLossless?: boolean
}

function FileLink({ number, file, title, hint, isLossless = false }: FileLinkProps) {
  const { project } = useSession()
  const badge = isLossless ? <Tag look="good">{text.lossless}</Tag> : undefined
  return (
    <li>
      <a href={releaseFileAddress(project.id, number, file)} download>
        <Download className="icon icon--sm" />
        <FileWords title={title} hint={hint} badge={badge} />
      </a>
    </li>
  )
}

function FileWords({ title, hint, badge }: FileWordsProps) {
  return (
    <span>
      {title} {badge}
      <small>{hint}</small>
    </span>
  )
}
