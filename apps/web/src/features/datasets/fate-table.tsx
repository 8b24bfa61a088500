import { Select, type SelectOption } from '../../components/ui/select.tsx'

/** Something of a file, how often it is there, and what may become of it. */
export type FateRow = {
  readonly key: string
  readonly name: string
  readonly detail?: string
  readonly count: number
  /** The name of the choice, for those who hear it. */
  readonly question: string
  readonly options: readonly SelectOption<string>[]
  readonly fate: string
  readonly onChange: (fate: string) => void
}

export type FateTableProps = {
  readonly columns: readonly [name: string, count: string, fate: string]
  readonly rows: readonly FateRow[]
}

/** What a file names, each with a choice of what becomes of it. */
export function FateTable({ columns: [name, count, fate], rows }: FateTableProps) {
  return (
    <table className="imp__t">
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" className="num">
            {count}
          </th>
          <th scope="col">{fate}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.name}
              {row.detail !== undefined && <small>{row.detail}</small>}
            </th>
            <td className="num">{row.count.toLocaleString('en')}</td>
            <td>
              <Select
                label={row.question}
                options={row.options}
                value={row.fate}
                onChange={row.onChange}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
