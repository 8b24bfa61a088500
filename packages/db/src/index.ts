export {
  type AppendAnswer,
  type AppendEntry,
  appendChanges,
  type LoggedOperation,
  type RecordRow,
  type StreamAppend,
  type ToldRefusal,
} from './append-changes.ts'
export { appendNewStreams } from './append-new-streams.ts'
export { isInUse, loadSnapshot, type SnapshotOrigin } from './backup/load-snapshot.ts'
export { readSnapshot, type TableChunk } from './backup/read-snapshot.ts'
export {
  type ChangeBus,
  type Head,
  type Message as BusMessage,
  type Notice,
  openChangeBus,
  type StreamKey,
  type Subscription,
} from './bus/change-bus.ts'
export { watchHeads } from './bus/watch-heads.ts'
export { type DatabaseTrouble, isProjectGone, sqlStateOf, troubleOf } from './database-trouble.ts'
export { migrateDatabase, migrationTags } from './migrate-database.ts'
export {
  type Database,
  type DatabaseEngine,
  type DatabaseOptions,
  type Db,
  openDatabase,
} from './open-database.ts'
export { refreshStatistics } from './refresh-statistics.ts'
export { type Access, findAccess, findLiveAccess } from './repositories/access.ts'
export {
  type AccessToken,
  createAccessToken,
  findTokenAccess,
  noteTokenUse,
  type TokenAccess,
  tokensOf,
  withdrawTokens,
} from './repositories/access-tokens.ts'
export {
  type AuditAction,
  type AuditEntry,
  auditOf,
  type NamedAuditEntry,
  writeAudit,
} from './repositories/audit-log.ts'
export {
  changeAt,
  changesAt,
  changesOfGroup,
  changesSince,
  findOperations,
  type LoggedPage,
  loggedPageSince,
  type StoredChange,
} from './repositories/changes.ts'
export { countsOf, type StreamCount } from './repositories/counters.ts'
export {
  asDocumentHeads,
  countStreams,
  type DocumentHeads,
  documentHeads,
  headsIn,
  type StreamSeq,
} from './repositories/document-heads.ts'
export {
  countDocuments,
  type DocumentCursor,
  type DocumentPage,
  type DocumentQuery,
  type DocumentSort,
  type DocumentStatus,
  type DocumentTotals,
  type ListedDocument,
  type ListedLayer,
  listDocuments,
} from './repositories/documents.ts'
export {
  type ExportedRecord,
  type ExportedStream,
  exportedRecords,
  exportedStreams,
} from './repositories/exported-streams.ts'
export { readRecords } from './repositories/exports.ts'
export {
  claimInstance,
  findUserByEmail,
  getInstanceSettings,
  getPreferences,
  type InstanceSettings,
  putPreferences,
  setOpenSignUp,
} from './repositories/instance.ts'
export {
  acceptInvitation,
  createInvitation,
  findInvitation,
  type Invitation,
  invitationsOf,
  revokeInvitation,
} from './repositories/invitations.ts'
export { isoTime } from './repositories/iso-time.ts'
export {
  beatJob,
  cancelJob,
  createJob,
  failSilentJobs,
  failUnfinishedJobs,
  getJob,
  type Job,
  type JobState,
  jobsOf,
  updateJob,
} from './repositories/jobs.ts'
export {
  addMember,
  type Member,
  membersOf,
  roleOf,
  setMemberRole,
  touchMember,
} from './repositories/members.ts'
export {
  createPasswordReset,
  type PasswordReset,
  redeemPasswordReset,
} from './repositories/password-resets.ts'
export {
  createProject,
  getProject,
  guestsOf,
  type MemberRole,
  type Project,
  type ProjectMode,
  projectsOf,
  putGuest,
  updateProject,
} from './repositories/projects.ts'
export { type Occurrence, occurrencesOf, usesOf } from './repositories/record-refs.ts'
export { noteRefusal } from './repositories/refusals.ts'
export {
  listRegistry,
  type RegistryKind,
  type RegistryQuery,
  type RegistryRow,
} from './repositories/registry-rows.ts'
export {
  addCard,
  addRelease,
  everyRelease,
  getRelease,
  newestCard,
  nextReleaseNumber,
  type ReleaseKey,
  releasesOf,
  type StoredRelease,
  withdrawRelease,
} from './repositories/releases.ts'
export {
  headsOf,
  headsOfDocuments,
  headsOfKind,
  loadStream,
  loadStreams,
  type StoredRecord,
  type StoredStream,
  type StreamHead,
} from './repositories/streams.ts'
export {
  type DocumentOfText,
  documentsWithText,
  documentsWithTexts,
  type FoldedText,
  getSource,
  getText,
  putFolded,
  putSource,
  putText,
  putTexts,
  type Source,
} from './repositories/texts.ts'
export { schema } from './schema/schema.ts'
