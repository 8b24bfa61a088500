import type {
  CorpusAttribute,
  CorpusEntity,
  CorpusHead,
  CorpusItem,
  CorpusLabel,
  CorpusProposition,
} from '../corpus/corpus.ts'
import { textOf } from '../json/read-json.ts'
import type { Row } from '../parquet/parquet-file.ts'
import type { RegistryTable } from './columns.ts'
import { type Fields, objectsOf } from './read-rows.ts'

/** What documents refer to, as rows of its tables. */
export function registryRows(head: CorpusHead): Readonly<Record<RegistryTable, readonly Row[]>> {
  return {
    entities: head.entities.map(({ externalIds, partOf, ...rest }) => ({
      ...rest,
      external_ids: Object.entries(externalIds).map(([system, id]) => ({ system, id })),
      part_of: partOf,
    })),
    propositions: head.propositions.map((each) => ({ ...each })),
    codebook: head.labels.map((each) => ({ ...each })),
    attributes: head.attributes.map((each) => ({ ...each })),
  }
}

/** What a row of one of the tables brings, or `undefined` where it lacks what it must have. */
export const registryItem: {
  readonly [T in RegistryTable]: (row: Fields) => CorpusItem | undefined
} = {
  entities: (row) => {
    const entity = entityOf(row)
    return entity && { item: 'entity', entity }
  },
  propositions: (row) => {
    const proposition = propositionOf(row)
    return proposition && { item: 'proposition', proposition }
  },
  codebook: (row) => {
    const label = labelOf(row)
    return label && { item: 'label', label }
  },
  attributes: (row) => {
    const attribute = attributeOf(row)
    return attribute && { item: 'attribute', attribute }
  },
}

function entityOf(row: Fields): CorpusEntity | undefined {
  const [id, name] = [textOf(row.get('id')), textOf(row.get('name'))]
  if (id === undefined || name === undefined) return undefined
  const externalIds = objectsOf(row.get('external_ids')).map((each) => [
    String(each.get('system')),
    String(each.get('id')),
  ])
  return {
    id,
    name,
    type: textOf(row.get('type')) ?? '',
    aliases: texts(row, 'aliases'),
    externalIds: Object.fromEntries(externalIds),
    collective: row.get('collective') === true,
    members: texts(row, 'members'),
    partOf: textOf(row.get('part_of')) ?? null,
    note: textOf(row.get('note')) ?? '',
  }
}

function propositionOf(row: Fields): CorpusProposition | undefined {
  const [id, statement] = [textOf(row.get('id')), textOf(row.get('statement'))]
  if (id === undefined || statement === undefined) return undefined
  return { id, statement, topics: texts(row, 'topics'), note: textOf(row.get('note')) ?? '' }
}

const slots = ['entityType', 'topic', 'relationType', 'documentField'] as const
const kinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const
const attributeKinds = ['flag', 'number', 'text', 'label'] as const

function labelOf(row: Fields): CorpusLabel | undefined {
  const slot = slots.find((each) => each === row.get('slot'))
  const [set, name] = [textOf(row.get('set')), textOf(row.get('name'))]
  if (!slot || set === undefined || name === undefined) return undefined
  const colour = row.get('colour')
  return {
    slot,
    set,
    name,
    parent: textOf(row.get('parent')) ?? null,
    definition: textOf(row.get('definition')) ?? '',
    colour: typeof colour === 'number' ? colour : null,
  }
}

function attributeOf(row: Fields): CorpusAttribute | undefined {
  const on = kinds.find((each) => each === row.get('on'))
  const value = attributeKinds.find((each) => each === row.get('value'))
  const name = textOf(row.get('name'))
  if (!on || !value || name === undefined) return undefined
  return { on, name, value, set: textOf(row.get('set')) ?? null }
}

function texts(row: Fields, name: string): readonly string[] {
  const list = row.get(name)
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
}
