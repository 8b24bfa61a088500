import type { OperationId, ProjectId, RecordId } from '@parallax/domain'
import { v7 } from 'uuid'

/** A new id for a record, minted where the intent arises. UUIDv7: ids sort by the time of making. */
export function newId(): RecordId {
  return v7() as RecordId // uuid writes lower-case UUIDs, which is what a RecordId promises
}

/** A new id for an operation. */
export function newOperationId(): OperationId {
  return v7() as OperationId // as above
}

/** A new id for a project. */
export function newProjectId(): ProjectId {
  return v7() as ProjectId // as above
}
