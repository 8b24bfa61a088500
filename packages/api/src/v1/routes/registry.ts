import type { Route } from '../route-definition.ts'
import { compareReleasesRoute } from './compare-releases.ts'
import { createProjectRoute } from './create-project.ts'
import { getCodebookRoute } from './get-codebook.ts'
import { getDocumentRoute } from './get-document.ts'
import { getExportRoute } from './get-export.ts'
import { getExportFileRoute } from './get-export-file.ts'
import { getImportRoute } from './get-import.ts'
import { getProjectRoute } from './get-project.ts'
import { getReleaseRoute } from './get-release.ts'
import { getReleaseFileRoute } from './get-release-file.ts'
import { getReleaseJobRoute } from './get-release-job.ts'
import { getReleaseLossesRoute } from './get-release-losses.ts'
import { getReleaseManifestRoute } from './get-release-manifest.ts'
import { listDocumentsRoute } from './list-documents.ts'
import { listExportsRoute } from './list-exports.ts'
import { listImportsRoute } from './list-imports.ts'
import { listProjectsRoute } from './list-projects.ts'
import { listReleasesRoute } from './list-releases.ts'
import { makeReleaseRoute } from './make-release.ts'
import { startExportRoute } from './start-export.ts'
import { startImportRoute } from './start-import.ts'

/** Every route of the api for scripts. To add one: write its file here, list it here. */
export const routes: readonly Route[] = [
  listProjectsRoute,
  createProjectRoute,
  getProjectRoute,
  getCodebookRoute,
  listDocumentsRoute,
  getDocumentRoute,
  startExportRoute,
  listExportsRoute,
  getExportRoute,
  getExportFileRoute,
  startImportRoute,
  listImportsRoute,
  getImportRoute,
  listReleasesRoute,
  getReleaseRoute,
  getReleaseManifestRoute,
  getReleaseFileRoute,
  getReleaseLossesRoute,
  compareReleasesRoute,
  makeReleaseRoute,
  getReleaseJobRoute,
]
