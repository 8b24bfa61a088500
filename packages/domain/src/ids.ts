import * as z from 'zod/mini'

declare const brand: unique symbol

/** A lower-case UUID that is known to name one sort of thing. Branded in the types only. */
type Branded<Name extends string> = string & {
  readonly [brand]: { readonly [K in Name]: true }
}

/** Any record that a stream stores. */
export type RecordId = Branded<'record'>
/** A document; also the id of its stream. */
export type DocumentId = Branded<'record' | 'stream' | 'document'>
/** A layer; also the id of its stream. UUIDv5 of its document, kind and owner. */
export type LayerId = Branded<'record' | 'stream' | 'layer'>
export type EntityId = Branded<'record' | 'entity'>
export type PropositionId = Branded<'record' | 'proposition'>
export type LabelId = Branded<'record' | 'label'>
export type StreamId = Branded<'stream'>
export type ProjectId = Branded<'project'>
/** A person of the instance, or a guest of the project: a name without sign-in, made by imports. */
export type UserId = Branded<'user'>
export type OperationId = Branded<'operation'>

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether `value` is written as our ids are: a lower-case UUID of any version. */
export function isUuid(value: string): boolean {
  return uuidPattern.test(value)
}

function idSchema<Id extends string>() {
  // A brand is a promise of the types only: the pattern is all there is to check at run time.
  return z.string().check(z.regex(uuidPattern)) as unknown as z.ZodMiniType<Id, Id>
}

export const recordIdSchema = idSchema<RecordId>()
export const documentIdSchema = idSchema<DocumentId>()
export const layerIdSchema = idSchema<LayerId>()
export const entityIdSchema = idSchema<EntityId>()
export const propositionIdSchema = idSchema<PropositionId>()
export const labelIdSchema = idSchema<LabelId>()
export const streamIdSchema = idSchema<StreamId>()
export const projectIdSchema = idSchema<ProjectId>()
export const userIdSchema = idSchema<UserId>()
export const operationIdSchema = idSchema<OperationId>()
