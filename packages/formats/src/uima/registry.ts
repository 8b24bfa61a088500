import type { CorpusEntity, CorpusHead, CorpusProposition } from '../corpus/corpus.ts'
import type { CasBuilder, CasReader, CasRef, Structure } from './cas.ts'
import { own } from './own-types.ts'

/** What links lead to besides annotations, by id. */
export type Registry = {
  readonly entity: ReadonlyMap<string, CorpusEntity>
  readonly proposition: ReadonlyMap<string, CorpusProposition>
}

export function registryOf({ entities, propositions }: CorpusHead): Registry {
  return {
    entity: new Map(entities.map((entity) => [entity.id, entity])),
    proposition: new Map(propositions.map((proposition) => [proposition.id, proposition])),
  }
}

/** An entity as a structure. Its members are ids: a document has only those that it links to. */
export function addEntity(cas: CasBuilder, entity: CorpusEntity): CasRef {
  const { id, name, type, aliases, externalIds, collective, members, partOf, note } = entity
  const ids = Object.entries(externalIds).map(([scheme, value]) =>
    cas.add(own.externalId, { scheme, value }, { isIndexed: false }),
  )
  return cas.add(own.entity, {
    entityId: id,
    name,
    entityType: type,
    partOf,
    note,
    aliases,
    members,
    collective,
    externalIds: ids,
  })
}

export function readEntity(reader: CasReader, structure: Structure): CorpusEntity {
  const text = (name: string) => reader.text(structure, name) ?? ''
  const ids = reader
    .structures(structure, 'externalIds')
    .map((each) => [reader.text(each, 'scheme') ?? '', reader.text(each, 'value') ?? ''])
  return {
    id: text('entityId'),
    name: text('name'),
    type: text('entityType'),
    aliases: reader.texts(structure, 'aliases'),
    externalIds: Object.fromEntries(ids),
    collective: structure.features.get('collective') === true,
    members: reader.texts(structure, 'members'),
    partOf: reader.text(structure, 'partOf') ?? null,
    note: text('note'),
  }
}

export function addProposition(
  cas: CasBuilder,
  { id, statement, topics, note }: CorpusProposition,
): CasRef {
  return cas.add(own.proposition, { propositionId: id, statement, note, topics })
}

export function readProposition(reader: CasReader, structure: Structure): CorpusProposition {
  return {
    id: reader.text(structure, 'propositionId') ?? '',
    statement: reader.text(structure, 'statement') ?? '',
    topics: reader.texts(structure, 'topics'),
    note: reader.text(structure, 'note') ?? '',
  }
}
