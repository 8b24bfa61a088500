import { type AccessToken, createAccessToken, tokensOf, writeAudit } from '@parallax/db'
import { projectIdSchema } from '@parallax/domain'
import * as z from 'zod'
import { mintId } from '../mint-id.ts'
import { hashToken } from '../secret-token.ts'
import { type TokenScope, tokenScopes } from '../tokens/token-scopes.ts'
import { mintTokenWord } from '../tokens/token-word.ts'
import { withdrawTokens } from '../tokens/withdraw-tokens.ts'
import { conflict, notFound } from '../trpc/edge-errors.ts'
import { isMemberOf, personProcedure, router } from '../trpc/procedures.ts'

const dayMs = 86_400_000
const usualDays = 90
const mostDays = 365
/** More would be a script that makes one for each of its runs. */
const mostTokens = 50

const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(tokenScopes)).min(1).max(tokenScopes.length),
  /** The one project that it opens; all of the person's with null. */
  project: z.nullable(projectIdSchema).default(null),
  expiresInDays: z.int().positive().max(mostDays).default(usualDays),
})

/** Keys that people make for their scripts; the id of the person is never in the input. */
export const tokensRouter = router({
  list: personProcedure.query(async ({ ctx }) => {
    const found = await tokensOf(ctx.services.db, ctx.person.userId)
    return found.map((token) => ({ ...shown(token), projectName: token.projectName }))
  }),

  create: personProcedure
    .meta({ authz: { who: 'signed-in' }, rate: 'invite' })
    .input(newTokenSchema)
    .mutation(async ({ ctx, input }) => {
      const { db } = ctx.services
      const { userId } = ctx.person
      const { name, scopes, project: projectId } = input
      if (projectId !== null && !(await isMemberOf(ctx, projectId))) throw notFound()
      if ((await tokensOf(db, userId)).length >= mostTokens) {
        throw conflict(`You have ${mostTokens} tokens. Withdraw one that nothing uses any more.`)
      }
      const word = mintTokenWord()
      const createdAt = new Date()
      const expiresAt = new Date(createdAt.getTime() + input.expiresInDays * dayMs)
      const token = { id: mintId(), userId, name, scopes, projectId, createdAt, expiresAt }
      await createAccessToken(db, { ...token, tokenHash: hashToken(word) })
      const line = { id: mintId(), projectId, actor: userId, at: createdAt }
      const subject = { name, scopes: scopes.join(' '), days: input.expiresInDays }
      await writeAudit(db, { ...line, action: 'token.create', subject })
      // The only time that the word itself is told.
      return { id: token.id, word, expiresAt: expiresAt.toISOString() }
    }),

  withdraw: personProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const which = { userId: ctx.person.userId, id: input.id }
      if ((await withdrawTokens(ctx.services.db, which, 'asked')) === 0) throw notFound()
      return null
    }),
})

function shown({ id, name, scopes, projectId, ...at }: AccessToken) {
  return {
    id,
    name,
    scopes: scopes as TokenScope[], // only these were ever taken
    projectId,
    createdAt: at.createdAt.toISOString(),
    expiresAt: at.expiresAt.toISOString(),
    isExpired: at.expiresAt <= new Date(),
    lastUsedAt: at.lastUsedAt?.toISOString() ?? null,
  }
}
