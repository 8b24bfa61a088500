import { X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { isLossless } from '../../components/loss-report/loss-table.ts'
import { projectScreenPath } from '../../components/project-path.ts'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Note } from '../../components/ui/states.tsx'
import { Tip } from '../../components/ui/tooltip.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { datasetsText } from './datasets-text.ts'
import { type ChosenImport, choicesOf, nothingChosen } from './import-choices.ts'
import { ImportFindings } from './import-findings.tsx'
import { ImportLosses } from './import-losses.tsx'
import { importText as text } from './import-text.ts'
import { lossesOfImport } from './report-of-job.ts'
import {
  type CurrentImport,
  type ImportPreview,
  isGoingOn,
  useArrival,
  useImportActions,
} from './use-import.ts'

export type ReviewProps = { readonly current: CurrentImport }
type Actions = ReturnType<typeof useImportActions>

/** A file that was sent: being read, to be decided upon, coming in, or there. */
export function ImportReview({ current }: ReviewProps) {
  const actions = useImportActions(current)
  useArrival(current)
  const { job, preview, imported } = current
  const isDone = imported?.state === 'done'
  return (
    <div className="imp">
      <Head current={current} actions={actions} />
      {isGoingOn(job) && (
        <Going
          words={job.isSilent ? datasetsText.jobs.silent : text.looking}
          percent={job.progressPercent}
          onCancel={() => actions.cancel(current.id)}
        />
      )}
      {job.state === 'failed' && (
        <Note tone="bad">
          {text.lookFailed}: {job.error}
        </Note>
      )}
      {actions.error && <Note tone="bad">{actions.error.message}</Note>}
      {imported && isGoingOn(imported) && (
        <Going
          words={imported.isSilent ? datasetsText.jobs.silent : text.running}
          percent={imported.progressPercent}
          onCancel={() => actions.cancel(imported.id)}
        />
      )}
      {imported?.state === 'failed' && <Note tone="bad">{imported.error}</Note>}
      {imported?.state === 'cancelled' && <Note>{text.cancelled}</Note>}
      {isDone && <Arrived current={current} result={imported.result} actions={actions} />}
      {preview && !isDone && !isGoingOn(imported) && (
        <Decision current={current} preview={preview} actions={actions} />
      )}
    </div>
  )
}

function Head({ current, actions }: ReviewProps & { readonly actions: Actions }) {
  const { file, preview, imported } = current
  const formats = preview?.formats ?? []
  return (
    <header className="imp__head">
      <div className="grow">
        <h3 className="h3">{file.name}</h3>
        <small className="muted">
          {sizeOf(file.sizeBytes)}
          {preview && formats.length < 2 && ` · ${preview.format.title}`}
        </small>
      </div>
      {preview && formats.length > 1 && !imported && (
        <Select
          label={text.format}
          options={formats.map(({ id, title }) => ({ value: id, label: title }))}
          value={preview.format.id}
          onChange={actions.readAs}
          isDisabled={actions.isBusy}
        />
      )}
      {!isGoingOn(imported) && (
        <IconButton label={text.putAway} onClick={actions.putAway}>
          <X className="icon icon--sm" />
        </IconButton>
      )}
    </header>
  )
}

function sizeOf(sizeBytes: number): string {
  const isLarge = sizeBytes >= 1_000_000
  const amount = isLarge ? sizeBytes / 1_000_000 : Math.max(1, sizeBytes / 1000)
  const digits = { maximumFractionDigits: isLarge ? 1 : 0 }
  return `${amount.toLocaleString('en', digits)} ${isLarge ? 'MB' : 'kB'}`
}

type GoingProps = {
  readonly words: string
  readonly percent: number
  readonly onCancel: () => void
}

function Going({ words, percent, onCancel }: GoingProps) {
  return (
    <div className="imp__going">
      <p className="soft" role="status">
        {words}
      </p>
      <div className="row">
        <Meter ratio={percent / 100} label={words} />
        <Button size="sm" onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </div>
  )
}

type DecisionProps = ReviewProps & { readonly preview: ImportPreview; readonly actions: Actions }

function Decision({ current, preview, actions }: DecisionProps) {
  const [chosen, setChosen] = useState<ChosenImport>(nothingChosen)
  const obstacle = obstacleTo(preview, chosen)
  const start = () => actions.start(choicesOf(preview, chosen))
  return (
    <>
      <ImportFindings
        current={current}
        preview={preview}
        chosen={chosen}
        onChange={(change) => setChosen({ ...chosen, ...change })}
      />
      <div className="imp__go">
        {obstacle === undefined ? (
          <Button look="primary" isBusy={actions.isBusy} onClick={start}>
            {text.go}
          </Button>
        ) : (
          <Tip text={obstacle}>
            <Button look="primary" aria-disabled="true">
              {text.go}
            </Button>
          </Tip>
        )}
        <Button onClick={actions.putAway}>{text.putAway}</Button>
      </div>
    </>
  )
}

function obstacleTo(
  { problemCount, obstacle }: ImportPreview,
  { withoutBadLines, labels }: ChosenImport,
): string | undefined {
  if (problemCount > 0 && !withoutBadLines) return text.mustChoose
  return obstacle !== null && Object.keys(labels).length === 0 ? text.mustMap : undefined
}

type ArrivedProps = ReviewProps & { readonly result: unknown; readonly actions: Actions }

function Arrived({ current, result, actions }: ArrivedProps) {
  const { project } = useSession()
  const losses = lossesOfImport(result)
  // Only imports make such results; numbers that an older one lacks are zero.
  const counts = (result ?? {}) as { documents?: number; standingDocuments?: number }
  return (
    <div className="imp__done">
      <p role="status">
        <b>{text.done}</b> {text.doneText(counts.documents ?? 0, counts.standingDocuments ?? 0)}
      </p>
      {losses && !isLossless(losses) && (
        <section className="imp__part" aria-label={text.losses.done}>
          <h4 className="h3">{text.losses.done}</h4>
          <ImportLosses report={losses} reasons={current.reasons} file={current.file.name} isOver />
        </section>
      )}
      <div className="imp__go">
        <Button asChild look="primary">
          <Link href={projectScreenPath(project.id, 'documents')}>{text.toDocuments}</Link>
        </Button>
        <Button onClick={actions.putAway}>{text.another}</Button>
      </div>
    </div>
  )
}
