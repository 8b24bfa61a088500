import type { Write } from './change.ts'
import type { Role } from './context.ts'
import type { OperationType } from './operations/registry.ts'
import { type AnyRecord, recordOf } from './record.ts'
import type { StreamKind, StreamState } from './stream-state.ts'

const everyone: readonly Role[] = ['owner', 'adjudicator', 'annotator', 'viewer']
const writers: readonly Role[] = ['owner', 'adjudicator', 'annotator']
const judges: readonly Role[] = ['owner', 'adjudicator']
const owners: readonly Role[] = ['owner']

/**
 * Who may do what. The one table, on both sides. Layers narrow it further (`layer-access.ts`), a
 * batch asks for each of its members, and a revert for what it reverts unless it is one's own.
 */
export const operationRoles: { readonly [T in OperationType]: readonly Role[] } = {
  'document.import': writers,
  'document.retire': owners,
  'document.restore': owners,
  'document.setZones': writers,
  'document.setMeta': writers,
  'layer.create': writers,
  'layer.submit': writers,
  'layer.reopen': writers,
  'layer.lock': judges,
  'records.create': writers,
  'record.set': writers,
  'records.delete': writers,
  'records.restore': writers,
  'comment.create': writers,
  'comment.edit': writers,
  'comment.resolve': writers,
  'comment.delete': writers,
  'comment.restore': writers,
  'entity.create': writers,
  'proposition.create': writers,
  'registry.set': writers,
  'registry.merge': judges,
  'registry.unmerge': judges,
  'registry.delete': judges,
  'registry.restore': judges,
  'alias.set': writers,
  'propositions.link': writers,
  'set.create': judges,
  'set.put': judges,
  'codebook.create': owners,
  'codebook.set': owners,
  'codebook.delete': owners,
  'codebook.restore': owners,
  'codebook.publish': owners,
  batch: everyone,
  'change.revert': everyone,
}

/** What is done with a project's releases. Reading them is for every member. */
export type ReleaseAct = 'make' | 'describe' | 'withdraw'

/** Who may do that. */
export const releaseRoles: { readonly [Act in ReleaseAct]: readonly Role[] } = {
  make: judges,
  describe: judges,
  withdraw: owners,
}

/** What of this somebody may do to a comment of another; the rest is for its writer alone. */
export const othersCommentRoles: { readonly [T in OperationType]?: readonly Role[] } = {
  'comment.resolve': judges,
}

/** Whether a role may do this to any comment, whoever wrote it. */
export function mayDoToOthersComment(role: Role, type: OperationType): boolean {
  return othersCommentRoles[type]?.includes(role) ?? false
}

type StreamWrite = { readonly record: AnyRecord; readonly write: Write }

/** The operation that a person would use for a write; what reverting another's change asks for. */
const operationsForWrites: { readonly [K in StreamKind]: (write: StreamWrite) => OperationType } = {
  registry: ({ record, write }) => {
    if (write.register === 'deleted') return write.after ? 'registry.delete' : 'registry.restore'
    if (write.register === 'redirect') return write.after ? 'registry.merge' : 'registry.unmerge'
    return record.kind === 'set' ? 'set.put' : 'registry.set'
  },
  codebook: () => 'codebook.set',
  document: ({ write }) => (write.register === 'deleted' ? 'document.retire' : 'document.setMeta'),
  layer: ({ write }) => (write.before === 'locked' ? 'layer.lock' : 'record.set'),
}

/** Whether a role may do by hand each of these writes of a stream. */
export function mayWrite(role: Role, state: StreamState, writes: readonly Write[]): boolean {
  return writes.every((write) => {
    const record = recordOf(state, write.id)
    return record !== undefined && mayDo(role, operationsForWrites[state.kind]({ record, write }))
  })
}

/** Whether a role may do an operation of this type. */
export function mayDo(role: Role, type: string): boolean {
  return (
    Object.hasOwn(operationRoles, type) && operationRoles[type as OperationType].includes(role) // it is one of its keys
  )
}
