import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { accountRouter } from './procedures/account.ts'
import { auditRouter } from './procedures/audit.ts'
import { changesRouter } from './procedures/changes.ts'
import { codebookRouter } from './procedures/codebook.ts'
import { commentsRouter } from './procedures/comments.ts'
import { documentsRouter } from './procedures/documents.ts'
import { exportsRouter } from './procedures/exports.ts'
import { findRouter } from './procedures/find.ts'
import { historyRouter } from './procedures/history.ts'
import { importsRouter } from './procedures/imports.ts'
import { instanceRouter } from './procedures/instance.ts'
import { invitationsRouter } from './procedures/invitations.ts'
import { jobsRouter } from './procedures/jobs.ts'
import { membersRouter } from './procedures/members.ts'
import { operationsRouter } from './procedures/operations.ts'
import { presenceRouter } from './procedures/presence.ts'
import { projectsRouter } from './procedures/projects.ts'
import { registryRouter } from './procedures/registry.ts'
import { releasesRouter } from './procedures/releases.ts'
import { sessionRouter } from './procedures/session.ts'
import { tokensRouter } from './procedures/tokens.ts'
import { visitsRouter } from './procedures/visits.ts'
import { router } from './trpc/procedures.ts'

/** Everything that can be asked. */
export const appRouter = router({
  session: sessionRouter,
  account: accountRouter,
  instance: instanceRouter,
  projects: projectsRouter,
  members: membersRouter,
  invitations: invitationsRouter,
  documents: documentsRouter,
  comments: commentsRouter,
  visits: visitsRouter,
  operations: operationsRouter,
  changes: changesRouter,
  history: historyRouter,
  presence: presenceRouter,
  registry: registryRouter,
  find: findRouter,
  codebook: codebookRouter,
  exports: exportsRouter,
  imports: importsRouter,
  jobs: jobsRouter,
  releases: releasesRouter,
  audit: auditRouter,
  tokens: tokensRouter,
})

export type AppRouter = typeof appRouter
export type RouterInputs = inferRouterInputs<AppRouter>
export type RouterOutputs = inferRouterOutputs<AppRouter>
