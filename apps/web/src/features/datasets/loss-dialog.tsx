import { Info } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useState } from 'react'
import { keyed } from '../../components/keyed.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { lossText as text } from './export-text.ts'
import {
  type LossLine,
  type LossReport,
  type LossRow,
  lossRows,
  recordTotals,
} from './loss-table.ts'

export type LossDialogProps = {
  /** The format's title. */
  readonly format: string
  readonly report: LossReport
  /** Sentences by reason, as the server tells them. */
  readonly reasons: Readonly<Record<string, string>>
  /** The formats that hold everything, for who looks for one. */
  readonly lossless: readonly string[]
  /** Goes on with the export; without it there is only something to read. */
  readonly onExport?: ((hasSideFile: boolean) => void) | undefined
  /** Whether everything may go along beside the file. */
  readonly hasSideChoice?: boolean
  readonly onClose: () => void
}

/** What a format cannot hold, before anything is made of it. */
export function LossDialog(props: LossDialogProps) {
  const { format, report, reasons, lossless, onExport, onClose, hasSideChoice = true } = props
  const [hasSideFile, setHasSideFile] = useState(hasSideChoice)
  const { before, after } = recordTotals(report)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={text.title(format)}
      lede={before === after ? text.ledeDetails : text.lede(before, after)}
      size="wide"
      foot={
        <>
          <p className="loss__info hint">
            <Info className="icon icon--sm" />
            {text.lossless(lossless.join(', '))}
          </p>
          <Button onClick={onClose}>{onExport ? text.cancel : text.close}</Button>
          {onExport && (
            <Button look="primary" onClick={() => onExport(hasSideFile)}>
              {text.go}
            </Button>
          )}
        </>
      }
    >
      <LossBar report={report} />
      <LossTable report={report} reasons={reasons} />
      <Passages report={report} reasons={reasons} format={format} />
      {report.notes.map((note) => (
        <p key={note} className="hint loss__note">
          {note}
        </p>
      ))}
      {onExport && hasSideChoice && (
        <SideFileChoice value={hasSideFile} onChange={setHasSideFile} />
      )}
    </Dialog>
  )
}

/** How much fits as it is, was changed, and is left out, as one line. */
function LossBar({ report }: { readonly report: LossReport }) {
  const { before, after, changed, dropped } = recordTotals(report)
  if (before === 0) return null
  const share = (count: number) => (count / before) * 100
  const fits = share(after - changed)
  return (
    <svg
      className="loss__bar"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${text.bar}: ${text.lede(before, after)}`}
    >
      <rect className="lb--fit" x={0} y={0} width={fits} height={4} />
      <rect className="lb--bent" x={fits} y={0} width={share(changed)} height={4} />
      <rect className="lb--out" x={fits + share(changed)} y={0} width={share(dropped)} height={4} />
    </svg>
  )
}

type ReasonsProps = {
  readonly report: LossReport
  readonly reasons: Readonly<Record<string, string>>
}
type LossTableProps = ReasonsProps & {
  /** What the two numbers are called, where something else is counted than an export. */
  readonly columns?: { readonly before: string; readonly after: string }
}

/** What of each kind there was, what fits, and what became of the rest. */
export function LossTable({ report, reasons, columns }: LossTableProps) {
  const { kind, before, after, rest } = { ...text.columns, ...columns }
  return (
    <div className="loss__scroll">
      <table className="loss__t">
        <thead>
          <tr>
            <th scope="col">{kind}</th>
            <th scope="col" className="num">
              {before}
            </th>
            <th scope="col" className="num">
              {after}
            </th>
            <th scope="col">{rest}</th>
          </tr>
        </thead>
        <tbody>
          {lossRows(report).map((row) => (
            <tr key={row.kind}>
              <th scope="row">{text.kinds[row.kind]}</th>
              <td className="num">{row.before}</td>
              <td className="num">{row.after}</td>
              <td>
                <Rest row={row} reasons={reasons} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Rest({
  row,
  reasons,
}: {
  readonly row: LossRow
  readonly reasons: ReasonsProps['reasons']
}) {
  if (row.dropped.length + row.changed.length === 0)
    return <span className="muted">{text.kept}</span>
  const why = ({ reason }: LossLine) => reasons[reason] ?? reason
  return (
    <>
      {row.changedCount > 0 && <b className="is-warn">{text.changed(row.changedCount)}</b>}
      {row.changed.map((line) => (
        <span key={line.reason} className="loss__why">
          {why(line)}
        </span>
      ))}
      {row.droppedCount > 0 && <b className="is-bad">{text.dropped(row.droppedCount)}</b>}
      {row.dropped.map((line) => (
        <span key={line.reason} className="loss__why">
          {why(line)}
        </span>
      ))}
    </>
  )
}

/** The places that the report names, folded away; and the report itself, to keep. */
function Passages({ report, reasons, format }: ReasonsProps & { readonly format: string }) {
  const lines = [...report.dropped, ...report.changed].filter(({ places }) => places.length > 0)
  const count = lines.reduce((sum, { places }) => sum + places.length, 0)
  return (
    <div className="loss__see">
      {count > 0 && (
        <details>
          <summary>{text.see(count)}</summary>
          <p className="hint">{text.first}</p>
          {lines.map((line) => (
            <section key={`${line.kind} ${line.reason}`}>
              <h3 className="label">{reasons[line.reason] ?? line.reason}</h3>
              <ul>
                {keyed(line.places, placeWords).map(({ key, item }) => (
                  <li key={key}>{placeWords(item)}</li>
                ))}
              </ul>
            </section>
          ))}
        </details>
      )}
      <Button size="sm" look="ghost" onClick={() => saveReport(report, format)}>
        {text.save}
      </Button>
    </div>
  )
}

function placeWords({ document, range, what }: LossLine['places'][number]): string {
  const at = range ? ` ${range.startUtf16}–${range.endUtf16}` : ''
  return [`${document}${at}`.trim(), what].filter((part) => part !== '').join(': ')
}

function saveReport(report: LossReport, format: string): void {
  const json = new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(json)
  link.download = `${format} report.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

type SideFileChoiceProps = {
  readonly value: boolean
  readonly onChange: (hasSideFile: boolean) => void
}

function SideFileChoice({ value, onChange }: SideFileChoiceProps) {
  const choices = [
    { id: 'side', title: text.sideFile, hint: text.sideFileText },
    { id: 'fits', title: text.onlyFits, hint: text.onlyFitsText },
  ]
  return (
    <RadioGroup.Root
      className="loss__choices"
      aria-label={text.choice}
      value={value ? 'side' : 'fits'}
      onValueChange={(chosen) => onChange(chosen === 'side')}
    >
      {choices.map(({ id, title, hint }) => (
        <RadioGroup.Item key={id} className="choice" value={id}>
          <span className="radio" aria-hidden="true" />
          <span>
            <b>{title}</b>
            <small>{hint}</small>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
