import { type ChangeBus, type Db, schema } from '@parallax/db'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Logger } from 'pino'
import { announceAccessEnded } from '../access/access-ended.ts'
import { ownOrigins, type PublicAddress } from '../http/origin-rule.ts'
import { logFault } from '../log/log-fault.ts'
import { mintId } from '../mint-id.ts'
import type { RateLimits } from '../trpc/rate-limits.ts'
import { admitNewUser } from './admit-new-user.ts'

/** The header in which the server itself says where a request comes from; stripped from outside. */
export const clientAddressHeader = 'x-parallax-address'

const dayS = 86_400

export type AuthOptions = {
  readonly db: Db
  readonly bus: ChangeBus
  readonly secret: string
  readonly address: PublicAddress
  /** What the first sign-up must bring when others can reach this instance. */
  readonly setupToken: string | undefined
  readonly rates: RateLimits
  readonly log: Logger
}

/** Accounts and sessions. Everything about them that people do goes through our own doors too. */
export function createAuth(options: AuthOptions) {
  return betterAuth(authOptions(options))
}

export type Auth = ReturnType<typeof createAuth>

/** Whether browsers reach this instance by HTTPS, so that cookies may be secure. */
export function isSecureAddress({ publicUrl }: PublicAddress): boolean {
  return publicUrl?.startsWith('https://') ?? false
}

function authOptions(options: AuthOptions) {
  const { db, secret, address } = options
  return {
    appName: 'Parallax',
    baseURL: address.publicUrl ?? `http://localhost:${address.port}`,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [...ownOrigins(address)],
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: schema.users,
        session: schema.sessions,
        account: schema.accounts,
        verification: schema.verifications,
        rateLimit: schema.rateLimits,
      },
    }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      autoSignIn: true,
    },
    session: { expiresIn: 30 * dayS, updateAge: dayS },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 10, max: 5 },
        '/sign-up/email': { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: 'parallax',
      useSecureCookies: isSecureAddress(address),
      database: { generateId: () => mintId() },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      disableOriginCheck: false,
    },
    hooks: signInHooks(options.rates),
    databaseHooks: databaseHooks(options),
    logger: authLogger(options.log),
    // What it has not foreseen is ours to answer and to log: it would print all of it.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions
}

/** Guessing one person's password is slow from however many addresses it is tried. */
function signInHooks(rates: RateLimits) {
  return {
    before: createAuthMiddleware(async ({ path, body }) => {
      if (path !== '/sign-in/email') return
      const waitS = rates.take('credential', String(body?.email).toLowerCase())
      if (waitS === 0) return
      const message = `Too many attempts. Try again in ${waitS} s.`
      throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS', message })
    }),
    after: createAuthMiddleware(async ({ path, context }) => {
      const { newSession } = context
      if (path === '/sign-in/email' && newSession) rates.reset('credential', newSession.user.email)
    }),
  }
}

function databaseHooks({ db, bus, setupToken }: AuthOptions) {
  return {
    user: {
      create: {
        before: (user: { name: string }, context: { headers?: Headers | undefined } | null) =>
          admitNewUser({ db, setupToken }, user, context?.headers),
      },
    },
    session: {
      delete: {
        after: async (session: { id: string }) =>
          announceAccessEnded(bus, { sessionId: session.id, reason: 'signed-out' }),
      },
    },
  }
}

/**
 * What it says beside its messages may hold addresses of people, so only these are logged, and what it
 * has caught as any fault is. It hands some faults over in the place of the message.
 */
function authLogger(log: Logger) {
  const about = { part: 'auth' }
  return {
    level: 'warn' as const,
    log: (
      level: 'debug' | 'info' | 'success' | 'warn' | 'error',
      message: unknown,
      ...beside: unknown[]
    ) => {
      const words = typeof message === 'string' ? message : 'something failed'
      const fault = [message, ...beside].find((each) => each instanceof Error)
      if (fault !== undefined) logFault(log, fault, about, words)
      else if (level === 'error') log.error(about, words)
      else log.warn(about, words)
    },
  }
}
