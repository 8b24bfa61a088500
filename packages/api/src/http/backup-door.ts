import { createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeAudit } from '@parallax/db'
import { writeBackup } from '../backup/write-backup.ts'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { createRequestContext } from '../trpc/request-context.ts'
import { answerNothing, answerTooMany, attachment, privateHeaders } from './answers.ts'

const minuteMs = 60_000

/**
 * The key with which a program on this machine asks a running server for a backup. Whoever can read
 * the signing secret can make one; it is good for a minute or two.
 */
export function backupKey(secret: string, nowMs: number): string {
  return createHmac('sha256', secret)
    .update(`backup ${Math.floor(nowMs / minuteMs)}`)
    .digest('base64url')
}

/**
 * `GET /api/backup`: everything that this installation must not lose, as one file. For the owner of
 * the instance, and for the command line on this machine.
 */
export async function giveBackup(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asker = await findAsker(services, request)
  if (asker === undefined) return answerNothing(response)
  if (asker.userId !== null) {
    const waitS = services.rates.take('heavy', asker.userId)
    if (waitS > 0) return answerTooMany(response, waitS, 'backed up')
  }
  await mkdir(services.scratchFolder, { recursive: true })
  const folder = await mkdtemp(join(services.scratchFolder, 'backup-'))
  try {
    // First to our own disk: whoever fetches it slowly must not hold the database meanwhile.
    const file = join(folder, 'backup')
    const { database, blobs, db, log } = services
    const now = new Date()
    const { bytes, missingOriginals: files } = await writeBackup({ database, blobs, now }, file)
    if (files > 0) log.warn({ files }, 'a backup lacks files that are not in their store')
    const line = { id: mintId(), projectId: null, actor: asker.userId, at: now }
    await writeAudit(db, { ...line, action: 'backup', subject: { bytes } })
    response.writeHead(200, {
      ...privateHeaders,
      'content-type': 'application/gzip',
      'content-length': (await stat(file)).size,
      'content-disposition': attachment(backupName(now)),
    })
    await pipeline(createReadStream(file), response)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The name of a backup made now, which sorts by time. */
export function backupName(now: Date): string {
  const moment = now.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')
  return `parallax-${moment}.parallax-backup`
}

async function findAsker(
  services: Services,
  request: IncomingMessage,
): Promise<{ readonly userId: string | null } | undefined> {
  if (holdsKey(services.secret, request)) return { userId: null }
  const { sessionToken } = createRequestContext(services, request, '')
  const access =
    sessionToken === undefined ? undefined : await services.access.find(sessionToken, undefined)
  return access?.isInstanceOwner ? { userId: access.userId } : undefined
}

function holdsKey(secret: string, { headers }: IncomingMessage): boolean {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
  if (given === undefined) return false
  const now = Date.now()
  return [now, now - minuteMs].some((atMs) => isSame(given, backupKey(secret, atMs)))
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
