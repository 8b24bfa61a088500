export { canonicalText } from './canonical-text.ts'
export {
  applyChange,
  type Change,
  type ChangeStamp,
  emptyChange,
  invertChange,
  invertLines,
  type LogEntry,
  type RevertedLines,
  targetsOf,
  touchedIds,
  type Write,
} from './change.ts'
export { checkEvidence, isAnnotatable } from './checks.ts'
export {
  type Codebook,
  type CodebookAttribute,
  type CodebookLabel,
  type CodebookLabelSet,
  codebookAt,
  codebookOf,
  effectiveCodebook,
  labelSetsOfSlot,
  labelsOfSlot,
  latestCodebook,
  publishedVersions,
} from './codebook.ts'
export { draftContent } from './codebook-draft.ts'
export { mayResolve } from './comment-access.ts'
export {
  type Actor,
  type Facts,
  hopefulFacts,
  type PlanContext,
  type ProjectMode,
  projectModes,
  type Role,
  roles,
} from './context.ts'
export { defaultCodebookRecords } from './default-codebook.ts'
export { codebookStreamId, deriveId, layerId, registryStreamId } from './derive-id.ts'
export {
  claimantsOf,
  entityName,
  extentOf,
  holdersOf,
  isOwnEntity,
  placeOf,
  resolvedEntity,
  resolvedProposition,
} from './derived.ts'
export { isEdtf } from './edtf.ts'
export {
  type DocumentId,
  documentIdSchema,
  type EntityId,
  entityIdSchema,
  isUuid,
  type LabelId,
  type LayerId,
  labelIdSchema,
  layerIdSchema,
  type OperationId,
  operationIdSchema,
  type ProjectId,
  type PropositionId,
  projectIdSchema,
  propositionIdSchema,
  type RecordId,
  recordIdSchema,
  type StreamId,
  streamIdSchema,
  type UserId,
  userIdSchema,
} from './ids.ts'
export { jsonEqual } from './json-equal.ts'
export { maySeeLayer, mayWriteLayer } from './layer-access.ts'
export { type Lint, type LintCode, lintsOf, lintsOfRecord } from './lints.ts'
export {
  type RecordRow,
  replay,
  stateFromRecords,
  type TableChange,
  tableChange,
} from './log-row.ts'
export {
  type MeantWrite,
  meantWrites,
  type OperationPart,
  partsOf,
} from './meant-writes.ts'
export { newRecord } from './new-record.ts'
export {
  type ArgsOf,
  maxOperationBytes,
  maxOperationRecords,
  type Operation,
  operationSchema,
  planOperation,
} from './operation.ts'
export { maxRevertedLines } from './operations/change-revert.ts'
export { type OperationType, operations } from './operations/registry.ts'
export { mayDo, operationRoles, type ReleaseAct, releaseRoles } from './permissions.ts'
export {
  emptyMap,
  mapEntries,
  mapGet,
  mapKeys,
  mapOf,
  mapValues,
  mapWith,
  mapWithout,
  type PersistentMap,
} from './persistent-map.ts'
export {
  type AnyRecord,
  type DataOf,
  isLive,
  isRecordOf,
  type LayerRecord,
  liveRecord,
  type RecordOf,
  type Rev,
  recordOf,
  recordsOf,
  redirectOf,
  streamHead,
} from './record.ts'
export { definitionOf, isRecordKind, kindOf } from './record-kind.ts'
export type { AttributeData } from './record-kinds/attribute.ts'
export { type Chain, entitiesOfChain, maxChainSteps, type Step } from './record-kinds/chain.ts'
export type { ClaimData } from './record-kinds/claim.ts'
export type { CodebookContent } from './record-kinds/codebook-content.ts'
export {
  type CommentAnchor,
  type CommentBody,
  type CommentData,
  commentBodySchema,
  maxCommentUtf16,
  usersNamedIn,
} from './record-kinds/comment.ts'
export type { DocumentData, DocumentMeta } from './record-kinds/document.ts'
export type { DocumentLabelData } from './record-kinds/document-label.ts'
export type { DocumentSetData } from './record-kinds/document-set.ts'
export type { EntityData } from './record-kinds/entity.ts'
export type { Example } from './record-kinds/guidance.ts'
export type { GuidelineData } from './record-kinds/guideline.ts'
export type { KindDefinition } from './record-kinds/kind-definition.ts'
export type { LabelData } from './record-kinds/label.ts'
export type { LabelSetData } from './record-kinds/label-set.ts'
export type { LayerData } from './record-kinds/layer.ts'
export type { MentionData } from './record-kinds/mention.ts'
export type { PropositionData } from './record-kinds/proposition.ts'
export type { PropositionLinkData } from './record-kinds/proposition-link.ts'
export {
  type CodebookRecordKind,
  codebookRecordKinds,
  type LayerRecordKind,
  layerRecordKinds,
  type RecordKind,
  recordKinds,
} from './record-kinds/registry.ts'
export type { RelationData } from './record-kinds/relation.ts'
export type { ScaleData } from './record-kinds/scale.ts'
export type { Holder, StanceData, Target } from './record-kinds/stance.ts'
export type { VersionData } from './record-kinds/version.ts'
export { checkZones, type Zone, type ZoneKind, zoneKindAt, zoneKinds } from './record-kinds/zone.ts'
export type { Refusal, RefusalCode } from './refusal.ts'
export { isRegister, parseData, readRegister, splitRegister } from './register.ts'
export {
  type PendingOperation,
  type Replica,
  type ReplicaSurroundings,
  type Step as ReplicaStep,
  startReplica,
  withEntry,
  withoutPending,
  withPending,
  withSnapshot,
} from './replica.ts'
export { ok, type Result, refuse } from './result.ts'
export { showsPresence } from './shows-presence.ts'
export {
  emptyStream,
  idByUniqueKey,
  pointersTo,
  type StreamKind,
  type StreamState,
  streamKinds,
} from './stream-state.ts'
export {
  checkExtent,
  checkRange,
  type Extent,
  extentKey,
  hullOf,
  liesInside,
  maxExtentParts,
  overlaps,
  quoteOf,
  type TextRange,
} from './text-range.ts'
