import { type ChangeBus, type Db, schema } from '@parallax/db'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Logger } from 'pino'
import { announceAccessEnded } from '../access/access-ended.ts'
import { ownOrigins, type PublicAddress } from '../http/origin-rule.ts'
import { mintId } from '../mint-id.ts'
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
    databaseHooks: databaseHooks(options),
    logger: authLogger(options.log),
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions
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

/** Its messages may hold addresses of people, so only their outline is logged. */
function authLogger(log: Logger) {
  return {
    level: 'warn' as const,
    log: (level: 'debug' | 'info' | 'success' | 'warn' | 'error', message: string) => {
      if (level === 'error') log.error({ part: 'auth' }, message)
      else log.warn({ part: 'auth' }, message)
    },
  }
}
