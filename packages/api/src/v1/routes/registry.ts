import type { Route } from '../route-definition.ts'
import { createProjectRoute } from './create-project.ts'
import { getCodebookRoute } from './get-codebook.ts'
import { getDocumentRoute } from './get-document.ts'
import { getProjectRoute } from './get-project.ts'
import { listDocumentsRoute } from './list-documents.ts'
import { listProjectsRoute } from './list-projects.ts'

/** Every route of the api for scripts. To add one: write its file here, list it here. */
export const routes: readonly Route[] = [
  listProjectsRoute,
  createProjectRoute,
  getProjectRoute,
  getCodebookRoute,
  listDocumentsRoute,
  getDocumentRoute,
]
