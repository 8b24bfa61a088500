import type { Columns, Shape } from '../parquet/shape.ts'

const texts: Shape = { list: 'string' }
const spans: Shape = { list: { struct: { start: 'int32', end: 'int32' } } }

/** What every annotation has. `layer` counts in the row's layers, from 0. */
const common = { layer: 'int32', id: 'string' } as const satisfies Columns
const signed = {
  note: 'string',
  origin: 'string',
  attributes: { list: { struct: { name: 'string', kind: 'string', value: 'string' } } },
  by: 'string',
  at: 'string',
  extra: 'string',
} as const satisfies Columns
const placed = {
  start: 'int32',
  end: 'int32',
  text: 'string',
  parts: spans,
} as const satisfies Columns

const chain = {
  steps: 'int32',
  chain: {
    list: {
      struct: {
        sources: texts,
        source_names: texts,
        source_parts: spans,
        medium: 'string',
        medium_name: 'string',
        addressees: texts,
        addressee_names: texts,
        cue_parts: spans,
      },
    },
  },
} as const satisfies Columns

const list = (struct: Columns): Shape => ({ list: { struct } })

/** The columns of the table of documents. */
export const documentColumns: Columns = {
  id: 'string',
  name: 'string',
  text: 'string',
  title: 'string',
  publisher: 'string',
  agency: 'string',
  byline: texts,
  url: 'string',
  language: 'string',
  published_at: 'string',
  published_at_basis: 'string',
  zones: list({ kind: 'string', start: 'int32', end: 'int32', note: 'string' }),
  layers: list({ kind: 'string', annotator: 'string' }),
  mentions: list({
    ...common,
    label: 'string',
    ...placed,
    entity: 'string',
    entity_name: 'string',
    level: 'string',
    figure: 'string',
    ...signed,
  }),
  claims: list({
    ...common,
    ...placed,
    proposition: 'string',
    statement: 'string',
    polarity: 'string',
    certainty: 'string',
    act: 'string',
    tense: 'string',
    said_on: 'string',
    topics: texts,
    checkworthiness: 'string',
    rendering: 'string',
    relay: 'string',
    condition_parts: spans,
    ...chain,
    ...signed,
  }),
  stances: list({
    ...common,
    ...placed,
    value: 'int32',
    explicitness: 'string',
    holder_kind: 'string',
    holders: texts,
    holder_names: texts,
    target_kind: 'string',
    target: 'string',
    target_name: 'string',
    claim: 'string',
    ...chain,
    ...signed,
  }),
  relations: list({
    ...common,
    label: 'string',
    from: 'string',
    to: 'string',
    cue_parts: spans,
    ...signed,
  }),
  labels: list({ ...common, field: 'string', values: texts, ...signed }),
}

/** The tables of what documents refer to, by the names of their configurations. */
export const registryColumns = {
  entities: {
    id: 'string',
    name: 'string',
    type: 'string',
    aliases: texts,
    external_ids: list({ system: 'string', id: 'string' }),
    collective: 'bool',
    members: texts,
    part_of: 'string',
    note: 'string',
  },
  propositions: { id: 'string', statement: 'string', topics: texts, note: 'string' },
  codebook: {
    slot: 'string',
    set: 'string',
    name: 'string',
    parent: 'string',
    definition: 'string',
    colour: 'int32',
  },
  attributes: { on: 'string', name: 'string', value: 'string', set: 'string' },
} as const satisfies Readonly<Record<string, Columns>>

export type RegistryTable = keyof typeof registryColumns
