import { accessTokens } from './access-tokens.ts'
import { accounts, rateLimits, sessions, users, verifications } from './accounts.ts'
import { changes } from './changes.ts'
import { counters } from './counters.ts'
import { auditLog, instanceSettings, passwordResets, userPreferences } from './instance.ts'
import { jobs } from './jobs.ts'
import { commentReads, streamVisits } from './marks.ts'
import { guests, invitations, members, projects } from './projects.ts'
import { recordRefs } from './record-refs.ts'
import { records } from './records.ts'
import { refusals } from './refusals.ts'
import { releaseCards, releases, releaseWithdrawals } from './releases.ts'
import { streams } from './streams.ts'
import { sources, texts } from './texts.ts'

/** Every table, by the name that code uses for it. */
export const schema = {
  accessTokens,
  accounts,
  auditLog,
  changes,
  commentReads,
  counters,
  guests,
  instanceSettings,
  invitations,
  jobs,
  members,
  passwordResets,
  projects,
  rateLimits,
  recordRefs,
  records,
  refusals,
  releaseCards,
  releaseWithdrawals,
  releases,
  sessions,
  sources,
  streamVisits,
  streams,
  texts,
  userPreferences,
  users,
  verifications,
}
