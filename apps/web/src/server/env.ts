import { resolve } from 'node:path'
import * as z from 'zod'

const secretLength = 32
/** Secrets that stand in documentation somewhere are no secrets. */
const knownSecrets = /change-?me|(secret){2}|example|default|password|0123456789/i

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const settingsSchema = z
  .object({
    NODE_ENV: z.string().default('production'),
    PORT: z.coerce.number('must be a number').int().min(1).max(65_535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PARALLAX_URL: z
      .url({
        protocol: /^https?$/,
        error: 'must be an address such as https://parallax.example.org',
      })
      .refine(isOrigin, 'must be an origin without a path, such as https://parallax.example.org')
      .transform((url) => new URL(url).origin)
      .optional(),
    PARALLAX_DATA: z.string().min(1).default('./.parallax'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres:// or postgresql://' })
      .optional(),
    PARALLAX_SECRET: z
      .string()
      .min(secretLength, `must have at least ${secretLength} characters`)
      .refine((secret) => !knownSecrets.test(secret), 'looks like an example; take a random one')
      .optional(),
    PARALLAX_DISK_RESERVE_MB: z.coerce
      .number('must be a number of megabytes')
      .int()
      .min(0)
      .default(200),
    PARALLAX_BLOBS: z.string().min(1).optional(),
    METRICS_PORT: z.coerce.number('must be a number').int().min(1).max(65_535).optional(),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  })
  .refine((env) => env.DATABASE_URL === undefined || env.PARALLAX_SECRET !== undefined, {
    path: ['PARALLAX_SECRET'],
    message: 'is required with DATABASE_URL: make one with `openssl rand -hex 32`',
  })

/** How this server is set up. */
export type Settings = {
  readonly isDevelopment: boolean
  readonly port: number
  readonly host: string
  /** The public origin, or `undefined` for this machine alone. */
  readonly publicUrl: string | undefined
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly secret: string | undefined
  readonly blobFolder: string | undefined
  /** A port of this machine for Prometheus; none by default. */
  readonly metricsPort: number | undefined
  /** Below so much room on a disk, nothing more is taken in. */
  readonly diskReserveBytes: number
  readonly logLevel: (typeof logLevels)[number]
}

/** The settings in the environment, or every sentence about what is wrong with them, at once. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings | { readonly errors: readonly string[] } {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '')
  const parsed = settingsSchema.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const sentence = ({ path, message }: { path: PropertyKey[]; message: string }) =>
      `${String(path[0])} ${message}.`
    return { errors: parsed.error.issues.map(sentence) }
  }
  const { data } = parsed
  return {
    isDevelopment: data.NODE_ENV === 'development',
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PARALLAX_URL,
    dataFolder: resolve(data.PARALLAX_DATA),
    databaseUrl: data.DATABASE_URL,
    secret: data.PARALLAX_SECRET,
    diskReserveBytes: data.PARALLAX_DISK_RESERVE_MB * 1_000_000,
    blobFolder: data.PARALLAX_BLOBS && resolve(data.PARALLAX_BLOBS),
    metricsPort: data.METRICS_PORT,
    logLevel: data.LOG_LEVEL,
  }
}

/** Whether people on other machines can reach the server, as far as its settings tell. */
export function isReachable({ host, publicUrl }: Pick<Settings, 'host' | 'publicUrl'>): boolean {
  return !isLocal(host) || (publicUrl !== undefined && !isLocal(new URL(publicUrl).hostname))
}

function isLocal(host: string): boolean {
  return /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host)
}

function isOrigin(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return parsed !== undefined && url.replace(/\/$/, '') === parsed.origin
}
