import { ok, type Result, refuse } from '@parallax/domain'
import type {
  CorpusEntity,
  CorpusHead,
  CorpusItem,
  CorpusProblem,
  CorpusProposition,
} from '../corpus/corpus.ts'
import { escapeField, unescapeField } from './escape.ts'

/** Lists of entities and propositions in the form that brat's normalisation tool takes. */
export const entitiesPath = 'entities.norm.tsv'
export const propositionsPath = 'propositions.norm.tsv'

type Field = readonly [kind: 'name' | 'attr' | 'info', label: string, value: string]

/** One line per entity: id, then `kind:label:value` for each thing that is known of it. */
export function entityLines({ entities }: CorpusHead): string {
  return entities.map((entity) => lineOf(entity.id, entityFields(entity))).join('')
}

export function propositionLines({ propositions }: CorpusHead): string {
  return propositions
    .map(({ id, statement, topics, note }) =>
      lineOf(id, [
        ['name', 'Statement', statement],
        ...topics.map((topic): Field => ['attr', 'Topic', topic]),
        ...told('Note', note),
      ]),
    )
    .join('')
}

function entityFields(entity: CorpusEntity): readonly Field[] {
  const { name, type, aliases, externalIds, collective, members, partOf, note } = entity
  return [
    ['name', 'Name', name],
    ...aliases.map((alias): Field => ['name', 'Alias', alias]),
    ['attr', 'Type', type],
    ...(collective ? [['attr', 'Collective', 'yes'] as const] : []),
    ...members.map((member): Field => ['info', 'Member', member]),
    ...(partOf === null ? [] : [['info', 'PartOf', partOf] as const]),
    ...Object.entries(externalIds).map(
      ([base, key]): Field => ['info', 'Id', `${encodeId(base).replaceAll('=', '%3D')}=${key}`],
    ),
    ...told('Note', note),
  ]
}

function told(label: string, value: string): readonly Field[] {
  return value === '' ? [] : [['info', label, value]]
}

function lineOf(id: string, fields: readonly Field[]): string {
  const written = fields.map(([kind, label, value]) => `${kind}:${label}:${escapeField(value)}`)
  return `${[encodeId(id), ...written].join('\t')}\n`
}

/** An id without the white space and the colons that end it in a line of annotation. */
export function encodeId(id: string): string {
  return id.replace(/[%\s:]/gu, (sign) => encodeURIComponent(sign))
}

export function decodeId(key: string): string {
  return key.replace(/(?:%[0-9A-F]{2})+/g, (escaped) => {
    // Only what is well formed was written by `encodeId`.
    return isWellFormed(escaped) ? decodeURIComponent(escaped) : escaped
  })
}

function isWellFormed(escaped: string): boolean {
  return /^(?:%[0-7][0-9A-F]|%C[2-9A-F]%[89AB][0-9A-F]|%D[0-9A-F]%[89AB][0-9A-F]|%E[1-9A-CEF]%[89AB][0-9A-F]%[89AB][0-9A-F])+$/.test(
    escaped,
  )
}

/** What the lists say, read line by line. */
export function* readNormLines(
  file: string,
  text: string,
): Generator<Result<CorpusItem, CorpusProblem>> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [id = '', ...fields] = line.split('\t')
    const known = new Fields(fields)
    const message = 'The line is not "id", "name:Name:…", "attr:Type:…", with tabs between them.'
    if (file.endsWith(entitiesPath)) {
      const entity = entityOf(decodeId(id), known)
      yield entity ? ok({ item: 'entity', entity }) : refuse({ file, line: index + 1, message })
    } else yield ok({ item: 'proposition', proposition: propositionOf(decodeId(id), known) })
  }
}

class Fields {
  readonly #values = new Map<string, string[]>()

  constructor(fields: readonly string[]) {
    for (const field of fields) {
      const [, label = '', value = ''] = /^[a-z]+:([^:]+):(.*)$/s.exec(field) ?? []
      const values = this.#values.get(label) ?? []
      values.push(unescapeField(value))
      this.#values.set(label, values)
    }
  }

  all(label: string): readonly string[] {
    return this.#values.get(label) ?? []
  }

  one(label: string): string {
    return this.all(label)[0] ?? ''
  }
}

function entityOf(id: string, fields: Fields): CorpusEntity | undefined {
  const name = fields.one('Name')
  if (id === '' || name === '') return undefined
  return {
    id,
    name,
    type: fields.one('Type'),
    aliases: fields.all('Alias'),
    externalIds: Object.fromEntries(fields.all('Id').map(externalId)),
    collective: fields.one('Collective') === 'yes',
    members: fields.all('Member'),
    partOf: fields.all('PartOf')[0] ?? null,
    note: fields.one('Note'),
  }
}

function externalId(value: string): readonly [string, string] {
  const at = value.indexOf('=')
  return [decodeId(value.slice(0, at)), value.slice(at + 1)]
}

function propositionOf(id: string, fields: Fields): CorpusProposition {
  return {
    id,
    statement: fields.one('Statement'),
    topics: fields.all('Topic'),
    note: fields.one('Note'),
  }
}
