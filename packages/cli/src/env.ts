import { resolve } from 'node:path'
import type { ExchangeOptions } from '@parallax/api'

/** Where the data is, by the same settings that the server reads. */
export function readPlace(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ExchangeOptions {
  return {
    dataFolder: resolve(env.PARALLAX_DATA || './.parallax'),
    databaseUrl: env.DATABASE_URL || undefined,
  }
}
