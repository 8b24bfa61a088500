import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { LossDialog } from '../../components/loss-report/loss-dialog.tsx'
import { losslessTitles } from '../../components/loss-report/lossless-titles.ts'
import { Button } from '../../components/ui/button.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { Tip } from '../../components/ui/tooltip.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import {
  type ExportChoice,
  exportAddress,
  exportKinds,
  exportWish,
  missingOf,
} from './export-choice.ts'
import { ExportScope, useLayerOwners } from './export-scope.tsx'
import { exportText as text } from './export-text.ts'
import { type Format, FormatChoice } from './format-choice.tsx'
import { Snippet } from './snippet.tsx'
import { useExport } from './use-export.ts'

const everything: ExportChoice = {
  format: 'parallax',
  layers: 'all',
  person: null,
  documents: null,
  kinds: exportKinds,
  without: [],
  offsetUnit: null,
}

/** Chooses what of the project goes into a file, says what would be lost, and gets it. */
export function ExportForm() {
  const trpc = useTRPC()
  const formats = useQuery({ ...trpc.exports.formats.queryOptions(), staleTime: Infinity })
  return (
    <section className="ds__part" aria-labelledby="export-title">
      <h2 className="h2" id="export-title">
        {text.title}
      </h2>
      {formats.isPending && <SkeletonRows label={text.loading} rows={4} />}
      {formats.isError && (
        <FailedState
          title={text.failed}
          reason={formats.error}
          onRetry={() => void formats.refetch()}
        />
      )}
      {formats.data && <Chooser {...formats.data} />}
    </section>
  )
}

type ChooserProps = {
  readonly formats: readonly Format[]
  readonly reasons: Readonly<Record<string, string>>
}

function Chooser({ formats, reasons }: ChooserProps) {
  const { project } = useSession()
  const [picked, setPicked] = useState(everything)
  const { choice, owners } = useLayerOwners(picked)
  const exporting = useExport()
  const { step } = exporting
  const written = formats.filter(({ writes }) => writes)
  const chosen = written.find(({ id }) => id === choice.format)
  return (
    <>
      <FormatChoice
        formats={written}
        value={choice.format}
        offsetUnit={choice.offsetUnit}
        onChange={(format) => setPicked({ ...picked, format })}
      />
      {chosen?.hasDocuments && (
        <ExportScope choice={choice} owners={owners} onChange={setPicked} format={chosen} />
      )}
      <div className="ds__get">
        <GetButton
          choice={choice}
          format={chosen}
          isBusy={exporting.isBusy}
          onExport={() => chosen && exporting.begin(exportWish(choice, chosen))}
        />
        <p className="hint" role="status">
          {step.at === 'checking' && text.checking}
          {step.at === 'making' && text.making}
        </p>
        {exporting.isBusy && <Spinner />}
      </div>
      {exporting.problem !== undefined && (
        <div className="ds__problem">
          <Note tone="bad">{exporting.problem}</Note>
        </div>
      )}
      {chosen && <Snippet format={chosen} project={project.name} />}
      {step.at === 'asking' && (
        <LossDialog
          format={chosen?.title ?? choice.format}
          report={step.report}
          reasons={reasons}
          lossless={losslessTitles(formats)}
          // A file with everything would bring along what was left out.
          hasSideChoice={step.wish.without?.length === 0}
          onExport={(hasSideFile) => exporting.make({ ...step.wish, hasSideFile })}
          onClose={exporting.cancel}
        />
      )}
    </>
  )
}

type GetButtonProps = {
  readonly choice: ExportChoice
  readonly format: Format | undefined
  readonly isBusy: boolean
  readonly onExport: () => void
}

function GetButton({ choice, format, isBusy, onExport }: GetButtonProps) {
  const { project } = useSession()
  const missing = format && missingOf(choice, format)
  // The file needs no asking: it streams as soon as the link is pressed.
  const address = exportAddress(project.id, choice)
  const isDirect = format?.isLossless === true && address !== undefined
  const label = format?.isLossless ? text.download : text.export
  if (missing !== undefined)
    return (
      <Tip text={text.missing[missing]}>
        <Button aria-disabled="true">
          <Download className="icon icon--sm" />
          {label}
        </Button>
      </Tip>
    )
  if (isDirect)
    return (
      <Button asChild look="primary">
        <a href={address} download>
          <Download className="icon icon--sm" />
          {label}
        </a>
      </Button>
    )
  return (
    <Button look="primary" isBusy={isBusy} onClick={onExport}>
      <Download className="icon icon--sm" />
      {label}
    </Button>
  )
}
