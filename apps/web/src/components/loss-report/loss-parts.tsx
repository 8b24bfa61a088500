import { keyed } from '../keyed.ts'
import { saveFile } from '../save-file.ts'
import { Button } from '../ui/button.tsx'
import {
  type LossLine,
  type LossReport,
  type LossRow,
  lossRows,
  type RowKind,
} from './loss-table.ts'
import { lossText as text } from './loss-text.ts'

type ReasonsProps = {
  readonly report: LossReport
  readonly reasons: Readonly<Record<string, string>>
}
type LossTableProps = ReasonsProps & {
  /** What the two numbers are called, where something else is counted than an export. */
  readonly columns?:
    | { readonly before: string; readonly after?: string; readonly rest?: string }
    | undefined
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

type PassagesProps = ReasonsProps & {
  /** What the report is about: a format, or a file. It names the file that keeps the report. */
  readonly about: string
}

/** The places that the report names, folded away; and the report itself, to keep. */
export function Passages({ report, reasons, about }: PassagesProps) {
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
              <h3 className="label">
                {kindName(line)}: {reasons[line.reason] ?? line.reason}
              </h3>
              <ul>
                {keyed(line.places, placeWords).map(({ key, item }) => (
                  <li key={key}>{placeWords(item)}</li>
                ))}
              </ul>
            </section>
          ))}
        </details>
      )}
      <Button
        size="sm"
        look="ghost"
        onClick={() => saveFile(`${about} report.json`, JSON.stringify(report, null, 2))}
      >
        {text.save}
      </Button>
    </div>
  )
}

function kindName({ kind }: LossLine): string {
  // Kinds that this page does not know yet go by their own name.
  return Object.hasOwn(text.kinds, kind) ? text.kinds[kind as RowKind] : kind
}

function placeWords({ document, range, what }: LossLine['places'][number]): string {
  const at = range ? ` ${range.startUtf16}–${range.endUtf16}` : ''
  return [`${document}${at}`.trim(), what].filter((part) => part !== '').join(': ')
}
