// Every page needs these two and nothing else of this room: they have addresses of their own, too.
export { type ApiClient, createApiClient, httpStatusOf } from './api-client.ts'
export {
  type Conflict,
  type ConflictAnswers,
  type ConflictField,
  conflictsOf,
  doneAgain,
  isStale,
} from './conflicts.ts'
export type { DeletedRecord } from './deleted-meanwhile.ts'
export { type Feed, type FeedOptions, followFeed } from './feed/follow-feed.ts'
export {
  type FeedDoor,
  type FeedListener,
  feedsOf,
  type OpenFeed,
} from './feed/open-feed.ts'
export { newId, newProjectId } from './new-id.ts'
export { openOutbox, sendingBy } from './outbox/open-outbox.ts'
export { type HeldFile, Outbox } from './outbox/outbox.ts'
export type { HeldCause } from './outbox/outbox-row.ts'
export type { RefusedOperation, SaveState } from './outbox/save-state.ts'
export { type Platform, thisPlatform } from './platform.ts'
export type { PersonHere } from './presence.ts'
export {
  type Draft,
  type Moment,
  type OpenedDocument,
  type Performed,
  type Person,
  ProjectSession,
  type RecordAuthors,
  type TakeBackPlan,
} from './project-session.ts'
export { readAhead } from './read-document.ts'
export type { ReplicaStore, Taken } from './replica-store.ts'
export type {
  BlockedLine,
  UndoChoice,
  UndoLine,
  UndoOutcome,
  UndoStep,
} from './undo-history.ts'
