import {
  type DocumentMeta,
  type EntityData,
  type EntityId,
  entityIdSchema,
  labelsOfSlot,
  latestCodebook,
  recordsOf,
  resolvedEntity,
  type StreamState,
} from '@parallax/domain'
import type { Draft, ProjectSession } from '@parallax/sync'
import { newId } from '@parallax/sync/new-id'

/** The name that the built-in codebook gives to the type of outlets. */
const OUTLET_TYPE_NAME = 'Organisation'

/** An outlet to publish under, and what must be done first when it is new. */
export type OutletChoice = { readonly id: EntityId; readonly drafts: readonly Draft[] }

/** The live entity that bears this name or alias, merges followed; case does not matter. */
export function outletNamed(registry: StreamState, name: string): EntityId | undefined {
  const wanted = name.trim().toLocaleLowerCase()
  const found = [...recordsOf(registry, 'entity')].find(
    ({ deleted, data }) =>
      !deleted &&
      [data.name, ...Object.keys(data.aliases)].some((each) => each.toLocaleLowerCase() === wanted),
  )
  const outlet = found && resolvedEntity(registry, entityIdSchema.parse(found.id))
  return outlet && !outlet.deleted ? entityIdSchema.parse(outlet.id) : undefined
}

/** The outlet of this name: the one that is there, or a new organisation made by `drafts`. */
export function chooseOutlet(session: ProjectSession, name: string): OutletChoice | undefined {
  const registry = session.store.view(session.registryId)
  const type = outletType(session)
  if (!registry || !type) return undefined
  const existing = outletNamed(registry, name)
  if (existing) return { id: existing, drafts: [] }
  const id = entityIdSchema.parse(newId())
  const data: EntityData = {
    name: name.trim().slice(0, 300),
    type,
    collective: false,
    members: [],
    partOf: null,
    aliases: {},
    externalIds: {},
    note: '',
    redirect: null,
  }
  const stream = { kind: 'registry' as const, id: session.registryId }
  return { id, drafts: [{ stream, type: 'entity.create', args: { id, data } }] }
}

/** The entity type that outlets have: organisations, or the first type there is. */
export function outletType(session: ProjectSession): EntityData['type'] | undefined {
  const stream = session.store.view(session.codebookId)
  const codebook = stream && latestCodebook(stream)
  const types = codebook ? labelsOfSlot(codebook, 'entityType') : []
  return (types.find(({ name }) => name === OUTLET_TYPE_NAME) ?? types[0])?.id
}

export type MetaWrite = {
  readonly [Field in keyof DocumentMeta]: {
    readonly field: Field
    readonly value: DocumentMeta[Field]
  }
}[keyof DocumentMeta]

/** Writes of what is known of a document, as drafts. */
export function metaDrafts(document: Draft['stream']['id'], writes: readonly MetaWrite[]): Draft[] {
  const stream = { kind: 'document' as const, id: document }
  return writes.map((args) => ({ stream, type: 'document.setMeta' as const, args }))
}
