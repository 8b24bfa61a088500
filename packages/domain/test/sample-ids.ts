import { deriveId } from '../src/derive-id.ts'
import {
  type DocumentId,
  documentIdSchema,
  type EntityId,
  entityIdSchema,
  type LabelId,
  labelIdSchema,
  type OperationId,
  operationIdSchema,
  type ProjectId,
  type PropositionId,
  projectIdSchema,
  propositionIdSchema,
  type RecordId,
  type UserId,
  userIdSchema,
} from '../src/ids.ts'

const namespace = '6f1d5c0e-8f1b-4d0a-9a51-2f6f5d3b7c11'

/** The id that goes by this name in tests: the same name, the same id. */
export function sampleId(name: string): RecordId {
  return deriveId(namespace, name)
}

export function sampleProjectId(name: string): ProjectId {
  return projectIdSchema.parse(sampleId(`project ${name}`))
}

export function sampleUserId(name: string): UserId {
  return userIdSchema.parse(sampleId(`user ${name}`))
}

export function sampleDocumentId(name: string): DocumentId {
  return documentIdSchema.parse(sampleId(`document ${name}`))
}

export function sampleEntityId(name: string): EntityId {
  return entityIdSchema.parse(sampleId(`entity ${name}`))
}

export function samplePropositionId(name: string): PropositionId {
  return propositionIdSchema.parse(sampleId(`proposition ${name}`))
}

export function sampleLabelId(name: string): LabelId {
  return labelIdSchema.parse(sampleId(`label ${name}`))
}

export function sampleOperationId(name: string): OperationId {
  return operationIdSchema.parse(sampleId(`operation ${name}`))
}
