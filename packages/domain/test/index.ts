export { type Choose, chooser } from './choose.ts'
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
