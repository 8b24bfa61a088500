import * as z from 'zod/mini'
import type { RecordId } from './ids.ts'
import { type Operation, operationSchema } from './operation.ts'
import type { OperationType } from './operations/registry.ts'

/** A register that an operation means to write, and what it is to say. */
export type MeantWrite = {
  readonly id: RecordId
  readonly register: string
  readonly value: unknown
}

/** An operation, or a part of a batch. */
export type OperationPart = Pick<Operation, 'type' | 'args'>

/** What an operation means to write in records that were there already; nothing of what it makes. */
export function meantWrites(
  { type, args }: OperationPart,
  stream: Operation['stream'],
): readonly MeantWrite[] {
  return meant[type](args, stream)
}

/** The parts of a batch, or the operation itself. */
export function partsOf({ type, args }: OperationPart): readonly OperationPart[] {
  return type === 'batch' ? (batchArgs.safeParse(args).data?.operations ?? []) : [{ type, args }]
}

type Meaning = (args: unknown, stream: Operation['stream']) => readonly MeantWrite[]

// Its own schema has parsed it.
const id = z.pipe(
  z.string(),
  z.transform((text: string) => text as RecordId),
)
const writeArgs = z.object({ id, register: z.string(), value: z.unknown() })
const idsArgs = z.object({ ids: z.array(id) })
const aliasArgs = z.object({ entity: id, alias: z.string(), present: z.boolean() })
const putArgs = z.object({ set: id, document: z.string(), present: z.boolean() })
const mergeArgs = z.object({ from: id, into: id })
const metaArgs = z.object({ field: z.string(), value: z.unknown() })
const zonesArgs = z.object({ zones: z.unknown() })
const batchArgs = z.object({
  operations: z.array(z.object({ type: operationSchema.shape.type, args: z.unknown() })),
})

const nothing: Meaning = () => []

/** How arguments of this shape are read; what has another shape means nothing. */
function reading<Args>(
  schema: z.ZodMiniType<Args>,
  meaning: (args: Args, stream: Operation['stream']) => readonly MeantWrite[],
): Meaning {
  return (args, stream) => {
    const parsed = schema.safeParse(args)
    return parsed.success ? meaning(parsed.data, stream) : []
  }
}

const oneWrite = reading(writeArgs, (write) => [{ ...write, value: write.value ?? null }])

function deletion(deleted: boolean): Meaning {
  return reading(idsArgs, ({ ids }) =>
    ids.map((each) => ({ id: each, register: 'deleted', value: deleted })),
  )
}

/** The head of a stream has the stream's id. */
function head(register: string, value: unknown): Meaning {
  return (_, stream) => [{ id: headOf(stream), register, value }]
}

function headOf(stream: Operation['stream']): RecordId {
  return id.parse(stream.id)
}

/** What each operation means to write. An operation that is not listed does not compile. */
const meant: { readonly [T in OperationType]: Meaning } = {
  'document.import': nothing,
  'document.retire': head('deleted', true),
  'document.restore': head('deleted', false),
  'document.setZones': reading(zonesArgs, ({ zones }, stream) => [
    { id: headOf(stream), register: 'zones', value: zones },
  ]),
  'document.setMeta': reading(metaArgs, ({ field, value }, stream) => [
    { id: headOf(stream), register: `meta.${field}`, value: value ?? null },
  ]),
  'layer.create': nothing,
  'layer.submit': head('state', 'submitted'),
  'layer.reopen': head('state', 'open'),
  'layer.lock': head('state', 'locked'),
  'records.create': nothing,
  'record.set': oneWrite,
  'records.delete': deletion(true),
  'records.restore': deletion(false),
  'comment.create': nothing,
  'comment.edit': reading(z.object({ id, body: z.unknown() }), ({ id: comment, body }) => [
    { id: comment, register: 'body', value: body },
  ]),
  'comment.resolve': reading(z.object({ id, resolved: z.boolean() }), (args) => [
    { id: args.id, register: 'resolved', value: args.resolved },
  ]),
  'comment.delete': reading(z.object({ id }), (args) => [
    { id: args.id, register: 'deleted', value: true },
  ]),
  'comment.restore': reading(z.object({ id }), (args) => [
    { id: args.id, register: 'deleted', value: false },
  ]),
  'entity.create': nothing,
  'proposition.create': nothing,
  'registry.set': oneWrite,
  'registry.merge': reading(mergeArgs, ({ from, into }) => [
    { id: from, register: 'redirect', value: into },
  ]),
  'registry.unmerge': reading(z.object({ from: id }), ({ from }) => [
    { id: from, register: 'redirect', value: null },
  ]),
  'registry.delete': deletion(true),
  'registry.restore': deletion(false),
  'alias.set': reading(aliasArgs, ({ entity, alias, present }) => [
    { id: entity, register: `aliases.${alias}`, value: present ? true : null },
  ]),
  'propositions.link': nothing,
  'set.create': nothing,
  'set.put': reading(putArgs, ({ set, document, present }) => [
    { id: set, register: `documents.${document}`, value: present ? true : null },
  ]),
  'codebook.create': nothing,
  'codebook.set': oneWrite,
  'codebook.delete': deletion(true),
  'codebook.restore': deletion(false),
  'codebook.publish': nothing,
  batch: (args, stream) =>
    partsOf({ type: 'batch', args }).flatMap((part) =>
      part.type === 'batch' ? [] : meantWrites(part, stream),
    ),
  'change.revert': nothing,
}
