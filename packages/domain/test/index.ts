export { type Choose, chooser } from './choose.ts'
export { goldJson, goldTexts } from './gold-files.ts'
export {
  goldAnnotator,
  goldId,
  goldLayer,
  goldRequests,
  goldWorld,
} from './gold-mapping.ts'
export { comesOutEqual, expectedBack, readBack } from './gold-reading.ts'
export { type Gold, goldSchema } from './gold-schema.ts'
export { type Invariant, invariants, type Keeper, violationsOf } from './invariants.ts'
export {
  expectOperationLaws,
  expectReplay,
  expectTrueIndexes,
} from './laws.ts'
export { addressesOf, allTypes, argsOf, nextRequest, type Stage } from './operation-args.ts'
export { history, projectArbitrary } from './project-arbitrary.ts'
export { dataOf, documentData, extentIn, type Scene, sceneOf } from './sample-data.ts'
export {
  sampleDocumentId,
  sampleEntityId,
  sampleId,
  sampleLabelId,
  sampleOperationId,
  sampleProjectId,
  samplePropositionId,
  sampleUserId,
} from './sample-ids.ts'
export { ferryText, harbourText, harbourZones } from './sample-texts.ts'
export {
  adasLayer,
  adjudicatedLayer,
  bensLayer,
  documentOf,
  entityType,
  extentOfWords,
  freshWorld,
  plainEntity,
  plainLabel,
  sample,
  sampleClaim,
  sampleDenial,
  sampleMention,
  sampleStance,
  sampleWorld,
  sharedLayer,
} from './sample-world.ts'
export { contentOf, contentWithoutRevs, indexesOf, type StateContent } from './state-content.ts'
export {
  type Address,
  codebookAddress,
  contextAt,
  documentAddress,
  emptyWorld,
  entryOf,
  layerAddress,
  logAt,
  operationOf,
  people,
  type Request,
  registryAddress,
  type Stream,
  type Submission,
  stateAt,
  submit,
  submitAll,
  type World,
  withText,
} from './world.ts'
