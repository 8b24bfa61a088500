export { type ApiClient, createApiClient, httpStatusOf } from './api-client.ts'
export { newId, newProjectId } from './new-id.ts'
export { openOutbox } from './outbox.ts'
export {
  type Draft,
  type OpenedDocument,
  type Performed,
  type Person,
  ProjectSession,
  type RecordAuthors,
} from './project-session.ts'
export type { ReplicaStore } from './replica-store.ts'
export type { SaveState } from './save-state.ts'
