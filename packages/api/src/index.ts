export type { AccessEnded } from './access/access-ended.ts'
export type { AppRouter, RouterInputs, RouterOutputs } from './app-router.ts'
export { appRouter } from './app-router.ts'
export { createResetLink, type ResetLink } from './auth/passwords.ts'
export type { BackupSummary } from './backup/backup-format.ts'
export { checkIntegrity, type IntegrityReport } from './backup/check-integrity.ts'
export { BackupProblem, verifyBackup } from './backup/read-backup.ts'
export { restoreBackup } from './backup/restore-backup.ts'
export { writeBackup } from './backup/write-backup.ts'
export { type Api, type ApiOptions, createApi } from './create-api.ts'
export type { BringRequest, Brought } from './exchange/bring-file.ts'
export type { LayersWish, SelectionWish } from './exchange/chosen-selection.ts'
export { ImportRefused } from './exchange/import-choices.ts'
export { namedChoicesSchema } from './exchange/named-choices.ts'
export {
  type Exchange,
  type ExchangeOptions,
  type KnownProject,
  openExchange,
} from './exchange/open-exchange.ts'
export { everything } from './exchange/project-heads.ts'
export { type FileReport, type FileSummary, reportFile } from './exchange/read-file.ts'
export type { FeedEvent, PersonAt, Whereabouts } from './feed/feed-event.ts'
export type { FeedSink, Frame } from './feed/feed-sink.ts'
export { type FeedRequest, type OpenedFeed, openFeed } from './feed/open-feed.ts'
export { backupKey, backupName } from './http/backup-door.ts'
export { handleApiRequest, isApiPath } from './http/handle-request.ts'
export { ownOrigins, type PublicAddress } from './http/origin-rule.ts'
export type { DocumentPage } from './http/page-door.ts'
export { findPageUser, type PageUser } from './http/page-user.ts'
export { nameAnswer } from './http/request-id.ts'
export { type PassingTrouble, passingTrouble } from './load/passing-trouble.ts'
export { logFault } from './log/log-fault.ts'
export { type OpenApiOptions, openApi } from './open-api.ts'
export type { Authorship } from './procedures/documents.ts'
export type { DocumentRow, DocumentRowLayer } from './queries/document-rows.ts'
export type {
  FindCursor,
  FoundDocument,
  FoundHit,
  FoundPage,
} from './queries/find-in-project.ts'
export type { OccurrenceRow } from './queries/occurrences.ts'
export type { RegistryHit } from './queries/registry-search.ts'
export { ReleaseProblem } from './releases/make-release.ts'
export type { ReleaseExchange, WantedRelease } from './releases/release-exchange.ts'
export type { ShownRelease } from './releases/shown-release.ts'
export type { MakeSample, SampleContent } from './sample/sample-content.ts'
export { mintToken } from './secret-token.ts'
export type { Snapshot } from './snapshot.ts'
export type { Answer } from './submit/answer.ts'
export { type BlobStore, folderBlobStore } from './uploads/blob-store.ts'
export type { Uploaded, UploadProblem } from './uploads/upload-text.ts'
