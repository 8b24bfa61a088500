import {
  type DnaNames,
  numberOf,
  type Rows,
  textOf,
  type Value,
  type Variable,
} from './dna-names.ts'

/** What a coder filled in for one variable of a statement. */
export type Filled = {
  readonly variable: Variable
  readonly value: Value | number | string | boolean
}

/** A statement of one coder: where it stands, in UTF-16, and what was filled in. */
export type DnaStatement = {
  readonly id: number
  readonly typeId: number
  readonly coder: number
  readonly start: number
  readonly end: number
  readonly filled: readonly Filled[]
}

/** The statements of all documents, by the number of their document. */
export function readStatements(
  rows: Rows,
  names: DnaNames,
): ReadonlyMap<number, readonly DnaStatement[]> {
  const filled = readFilled(rows, names)
  const found = new Map<number, DnaStatement[]>()
  for (const row of rows('STATEMENTS')) {
    const id = numberOf(row.get('id'))
    const document = numberOf(row.get('documentid'))
    const statement = {
      id,
      typeId: numberOf(row.get('statementtypeid')),
      coder: numberOf(row.get('coder')),
      start: numberOf(row.get('start')),
      end: numberOf(row.get('stop')),
      filled: filled.get(id) ?? [],
    }
    const before = found.get(document)
    if (before) before.push(statement)
    else found.set(document, [statement])
  }
  return found
}

function readFilled(
  rows: Rows,
  { variables, values }: DnaNames,
): ReadonlyMap<number, readonly Filled[]> {
  const read: readonly (readonly [string, (value: unknown) => Filled['value'] | undefined])[] = [
    ['DATASHORTTEXT', (value) => values.get(numberOf(value))],
    ['DATALONGTEXT', (value) => textOf(value) || undefined],
    ['DATAINTEGER', (value) => (typeof value === 'number' ? value : undefined)],
    ['DATABOOLEAN', (value) => value === 1],
  ]
  const found = new Map<number, Filled[]>()
  for (const [table, readValue] of read)
    for (const row of rows(table)) {
      const variable = variables.get(numberOf(row.get('variableid')))
      const value = readValue(row.get('value'))
      const statement = numberOf(row.get('statementid'))
      if (!variable || value === undefined) continue
      const before = found.get(statement)
      if (before) before.push({ variable, value })
      else found.set(statement, [{ variable, value }])
    }
  return found
}
