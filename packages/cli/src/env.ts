import { resolve } from 'node:path'
import type { Place } from './place.ts'

/** Where the data is, by the same settings that the server reads. */
export function readPlace(env: Readonly<Record<string, string | undefined>> = process.env): Place {
  return {
    dataFolder: resolve(env.PARALLAX_DATA || './.parallax'),
    databaseUrl: env.DATABASE_URL || undefined,
    blobFolder: env.PARALLAX_BLOBS ? resolve(env.PARALLAX_BLOBS) : undefined,
    secret: env.PARALLAX_SECRET || undefined,
    token: env.PARALLAX_TOKEN || undefined,
  }
}
