import { LossTable, Passages } from '../../components/loss-report/loss-parts.tsx'
import type { LossReport } from '../../components/loss-report/loss-table.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { importText } from './import-text.ts'

const text = importText.losses

export type ImportLossesProps = {
  readonly report: LossReport
  /** Sentences by reason, as the server tells them. */
  readonly reasons: Readonly<Record<string, string>>
  /** The file, by name. */
  readonly file: string
  /** Whether the import is over. */
  readonly isOver?: boolean
}

/** What of a file does not come in as it is: by kind and reason, with the places; and to be kept. */
export function ImportLosses({ report, reasons, file, isOver = false }: ImportLossesProps) {
  const columns = isOver ? text.columnsDone : text.columns
  return (
    <>
      <LossTable report={report} reasons={reasons} columns={columns} />
      <Passages report={report} reasons={reasons} about={file} />
      {report.notes.map((note) => (
        <p key={note} className="hint loss__note">
          {note}
        </p>
      ))}
    </>
  )
}

/** The same of an import that is over. */
export function ImportLossesDialog({
  onClose,
  ...losses
}: ImportLossesProps & { readonly onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={text.of(losses.file)}
      size="wide"
      foot={<Button onClick={onClose}>{text.close}</Button>}
    >
      <ImportLosses {...losses} isOver />
    </Dialog>
  )
}
