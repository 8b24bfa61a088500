import type { Role } from './context.ts'
import type { OperationType } from './operations/registry.ts'

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

/** Whether a role may do an operation of this type. */
export function mayDo(role: Role, type: string): boolean {
  return (
    Object.hasOwn(operationRoles, type) && operationRoles[type as OperationType].includes(role) // it is one of its keys
  )
}
