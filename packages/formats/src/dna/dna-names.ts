import type { CorpusEntity, CorpusItem, CorpusProposition } from '../corpus/corpus.ts'
import { plainEntity } from '../corpus/plain-entity.ts'

type Row = ReadonlyMap<string, unknown>
export type Rows = (table: string) => Iterable<Row>

/** A variable of a statement type: what coders fill in. */
export type Variable = { readonly id: number; readonly name: string; readonly typeId: number }
/** A value of a variable with short text: an actor, or a concept. */
export type Value = {
  readonly id: string
  readonly text: string
  readonly kind: 'actor' | 'concept' | 'text'
}

/** What statements refer to, by the numbers of the database. */
export type DnaNames = {
  readonly coders: ReadonlyMap<number, string>
  readonly types: ReadonlyMap<number, string>
  readonly variables: ReadonlyMap<number, Variable>
  readonly values: ReadonlyMap<number, Value>
  readonly items: readonly CorpusItem[]
}

/** Variables whose values are somebody who speaks, and those whose values are what is claimed. */
const actorNames: readonly string[] = ['person', 'organization', 'organisation', 'actor']
const conceptNames: readonly string[] = ['concept', 'claim', 'category']

/** Reads what statements refer to: coders, statement types, variables and their values. */
export function readDnaNames(rows: Rows): DnaNames {
  const variables = new Map(
    [...rows('VARIABLES')].map((row) => {
      const name = textOf(row.get('variable'))
      const variable = {
        id: numberOf(row.get('id')),
        name,
        typeId: numberOf(row.get('statementtypeid')),
      }
      return [variable.id, variable] as const
    }),
  )
  const described = descriptionsOf(rows)
  const values = new Map<number, Value>()
  const items: CorpusItem[] = []
  for (const row of rows('ENTITIES')) {
    const [number, text] = [numberOf(row.get('id')), textOf(row.get('value'))]
    const variable = variables.get(numberOf(row.get('variableid')))
    if (text.trim() === '' || !variable) continue
    const kind = kindOf(variable)
    values.set(number, { id: `value ${number}`, text, kind })
    if (kind === 'actor')
      items.push({ item: 'entity', entity: entityOf(number, text, variable, described) })
    if (kind === 'concept')
      items.push({ item: 'proposition', proposition: propositionOf(number, text) })
  }
  return {
    coders: namesIn(rows('CODERS'), 'name'),
    types: namesIn(rows('STATEMENTTYPES'), 'label'),
    variables,
    values,
    items,
  }
}

function kindOf({ name }: Variable): Value['kind'] {
  const plain = name.toLowerCase()
  if (actorNames.includes(plain)) return 'actor'
  return conceptNames.includes(plain) ? 'concept' : 'text'
}

/** Whether a variable's values are people: they speak, and organisations stand for something. */
export function isOfPeople({ name }: Variable): boolean {
  return name.toLowerCase() === 'person'
}

function namesIn(rows: Iterable<Row>, column: string): ReadonlyMap<number, string> {
  return new Map([...rows].map((row) => [numberOf(row.get('id')), textOf(row.get(column))]))
}

/** What the database says of actors beside their names, by the number of the actor. */
function descriptionsOf(rows: Rows): ReadonlyMap<number, readonly (readonly [string, string])[]> {
  const names = namesIn(rows('ATTRIBUTEVARIABLES'), 'attributevariable')
  const found = new Map<number, (readonly [string, string])[]>()
  for (const row of rows('ATTRIBUTEVALUES')) {
    const [entity, name] = [
      numberOf(row.get('entityid')),
      names.get(numberOf(row.get('attributevariableid'))),
    ]
    const value = textOf(row.get('attributevalue')).trim()
    if (name === undefined || value === '') continue
    found.set(entity, [...(found.get(entity) ?? []), [name, value]])
  }
  return found
}

function entityOf(
  number: number,
  name: string,
  variable: Variable,
  described: ReadonlyMap<number, readonly (readonly [string, string])[]>,
): CorpusEntity {
  const said = described.get(number) ?? []
  const aliases = said.filter(([key]) => key.toLowerCase() === 'alias').map(([, value]) => value)
  const notes = said
    .filter(([key]) => key.toLowerCase() !== 'alias')
    .map(([key, value]) => `${key}: ${value}`)
  const type = variable.name.slice(0, 1).toUpperCase() + variable.name.slice(1)
  return plainEntity({ id: `value ${number}`, name, type, aliases, note: notes.join('\n') })
}

function propositionOf(number: number, statement: string): CorpusProposition {
  return { id: `value ${number}`, statement, topics: [], note: '' }
}

/** A number of the database; −1 where there is none. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : -1
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
