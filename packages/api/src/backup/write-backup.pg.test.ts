import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Database, type DatabaseEngine, type Db, isInUse, openDatabase } from '@parallax/db'
import {
  failStatements,
  failuresAt,
  isFullRun,
  makeTestPlace,
  testEngines,
} from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failFiles } from '../../test/failing-files.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entityType,
  importDocument,
  newProject,
  operation,
  registryOf,
} from '../../test/sample-work.ts'
import { exportProject } from '../exchange/export-project.ts'
import { everything } from '../exchange/project-heads.ts'
import { mintId } from '../mint-id.ts'
import { submitOperations } from '../submit/submit-operations.ts'
import { folderBlobStore } from '../uploads/blob-store.ts'
import { checkIntegrity } from './check-integrity.ts'
import { BackupProblem, verifyBackup } from './read-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const now = new Date('2031-04-01T10:00:00.000Z')
const otherEngine = { pglite: 'postgresql', postgresql: 'pglite' } as const

type Restored = { readonly database: Database; readonly blobs: ReturnType<typeof folderBlobStore> }

describe.each(testEngines)('a backup of %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let folder: string
  let file: string
  const cleanups: (() => Promise<void>)[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-backup-'))
    file = join(folder, 'news.parallax-backup')
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner)
    await importDocument(api.services, owner, project)
    await addEntities(5)
    await writeBackup(whole(), file)
  })
  afterAll(async () => {
    for (const clean of cleanups.reverse()) await clean()
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const whole = () => ({ database: api.services.database, blobs: api.services.blobs, now })

  function entityNamed(name: string) {
    const data = {
      name,
      type: entityType(project),
      collective: false,
      members: [],
      partOf: null,
      aliases: {},
      externalIds: {},
      note: '',
      redirect: null,
    }
    return operation('entity.create', registryOf(project), { id: mintId(), data })
  }

  // Past the door, where a fast machine would use up what one person may send.
  async function addEntities(count: number): Promise<string[]> {
    const actor = { userId: owner.userId, role: 'owner' } as const
    const acknowledged: string[] = []
    for (let n = 0; n < count; n += 1) {
      const added = entityNamed(`Person ${n} ${mintId()}`)
      const asked = { projectId: project, actor, operations: [added] }
      const [answer] = await submitOperations(api.services, asked)
      if (answer?.result === 'ok') acknowledged.push(added.id)
    }
    return acknowledged
  }

  async function emptyPlace(into: DatabaseEngine): Promise<Restored> {
    const place = await makeTestPlace(into)
    const database = await openDatabase(place.options)
    cleanups.push(async () => {
      await database.close()
      await place.remove()
    })
    return { database, blobs: folderBlobStore(mkdtempSync(join(folder, 'blobs-'))) }
  }

  async function exported({ db }: { readonly db: Db }): Promise<string> {
    const asked = { projectId: project, codec: 'parallax', selection: everything } as const
    const pieces = await exportProject(db, { ...asked, exportedAt: now })
    let text = ''
    for await (const piece of pieces ?? []) text += piece
    return text
  }

  test.each([engine, otherEngine[engine]])('P12: restored on %s it is the same', async (into) => {
    const restored = await emptyPlace(into)
    const summary = await restoreBackup(restored, file)
    expect(summary).toEqual(await verifyBackup(file))
    expect(summary).toMatchObject({ engine, originals: 1, missingOriginals: 0 })
    expect(await exported(restored.database)).toBe(await exported(api.services))
    const report = await checkIntegrity(restored.database.db, restored.blobs)
    expect(report).toMatchObject({ problemCount: 0, problems: [], texts: 1, originals: 1 })
    expect(report.changes).toBeGreaterThan(5)
  })

  test('what lets people in is not part of it', async () => {
    const restored = await emptyPlace(engine)
    await restoreBackup(restored, file)
    const { rows } = await restored.database.pool.query('select * from sessions')
    expect(rows).toEqual([])
    const people = await restored.database.pool.query('select email from users')
    expect(people.rows).toEqual([{ email: owner.email }])
  })

  test('F30: made while people write, it is one moment, and holds what was acknowledged before', async () => {
    let isDone = false
    const before = await addEntities(3)
    const writing = (async () => {
      const acknowledged: string[] = []
      while (!isDone) acknowledged.push(...(await addEntities(1)))
      return acknowledged
    })()
    const busy = join(folder, 'busy.parallax-backup')
    await writeBackup(whole(), busy)
    isDone = true
    await writing
    const restored = await emptyPlace(otherEngine[engine])
    await restoreBackup(restored, busy)
    expect(await checkIntegrity(restored.database.db, restored.blobs)).toMatchObject({
      problems: [],
    })
    const { rows } = await restored.database.pool.query<{ op_id: string }>(
      'select op_id from changes',
    )
    const kept = new Set(rows.map((row) => row.op_id))
    expect(before.filter((id) => !kept.has(id))).toEqual([])
  })

  test('is refused where somebody already works', async () => {
    const report = restoreBackup(
      { database: api.services.database, blobs: api.services.blobs },
      file,
    )
    await expect(report).rejects.toThrow(/not empty/)
  })

  test('cut off anywhere, it is refused, and nothing of it is kept', async () => {
    const bytes = readFileSync(file)
    const place = await emptyPlace('pglite')
    const damaged = join(folder, 'cut')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        writeFileSync(damaged, bytes.subarray(0, length))
        await expect(verifyBackup(damaged)).rejects.toThrow(BackupProblem)
      }),
      { numRuns: 25 },
    )
    writeFileSync(damaged, bytes.subarray(0, bytes.length - 200))
    await expect(restoreBackup(place, damaged)).rejects.toThrow(BackupProblem)
    expect(await isInUse(place.database)).toBe(false)
  })

  test('with one bit turned anywhere, it is refused, or unpacks to the same bytes', async () => {
    const bytes = readFileSync(file)
    const unpacked = gunzipSync(bytes)
    const damaged = join(folder, 'turned')
    await fc.assert(
      // The first ten bytes are gzip's own header, of which some say nothing.
      fc.asyncProperty(fc.integer({ min: 10, max: bytes.length - 1 }), async (at) => {
        const turned = Buffer.from(bytes)
        turned[at] = (turned[at] ?? 0) ^ 1
        writeFileSync(damaged, turned)
        const fault = await verifyBackup(damaged).catch((caught: unknown) => caught)
        if (fault instanceof Error) expect(fault).toBeInstanceOf(BackupProblem)
        // About one bit in 20,000 only points a repetition at another copy of the same words.
        else expect(gunzipSync(turned).equals(unpacked)).toBe(true)
      }),
      { numRuns: 25, examples: [[bytes.length - 8], [bytes.length >> 1]] },
    )
  })

  test('no half file is left when the disk says no', async () => {
    const nowhere = join(folder, 'no-such-folder', 'x')
    await expect(writeBackup(whole(), nowhere)).rejects.toThrow(/ENOENT/)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test.runIf(engine === 'postgresql')(
    'F17: whichever statement or write of a file fails, the backup of before is whole',
    async () => {
      const place = join(folder, 'kept.parallax-backup')
      await writeBackup(whole(), place)
      const before = readFileSync(place)
      // Connections of its own: what the server asks now and then must not be what fails.
      const databaseUrl = api.services.database.connectionString
      const database = await openDatabase({ databaseUrl })
      cleanups.push(() => database.close())
      const statements = failStatements(database.pool)
      const files = failFiles()
      try {
        const failsAt = async (
          failing: typeof statements,
          nth: number,
          how: 'before' | 'after',
        ) => {
          failing.failAt(nth, how)
          const made = await writeBackup({ ...whole(), database }, place).catch(() => undefined)
          const hasFailed = failing.heal()
          expect(made === undefined).toBe(hasFailed)
          if (hasFailed) expect(readFileSync(place).equals(before)).toBe(true)
          else await verifyBackup(place)
          if (!hasFailed) writeFileSync(place, before)
          expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
          return hasFailed
        }
        for (const failing of [statements, files])
          for (let nth = 1, hasFailed = true; hasFailed; nth += 1)
            for (const how of failuresAt(nth)) hasFailed = await failsAt(failing, nth, how)
      } finally {
        files.restore()
      }
    },
  )

  test.runIf(engine === 'postgresql')(
    'F17: whichever statement of restoring fails, nothing is kept, and the next try succeeds',
    async () => {
      // As it is by now: other tests have added to it.
      const now = join(folder, 'now.parallax-backup')
      await writeBackup(whole(), now)
      for (const how of ['before', 'after'] as const) await restoreFailing(now, how)
    },
  )

  /** Restores into an empty database, of which the first statement fails, then the second, and so on. */
  async function restoreFailing(file: string, how: 'before' | 'after'): Promise<void> {
    const restored = await emptyPlace('postgresql')
    const failing = failStatements(restored.database.pool)
    for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
      failing.failAt(nth, how)
      const outcome = await restoreBackup(restored, file).then(
        () => 'restored',
        (fault: Error) => fault.message,
      )
      hasFailed = failing.heal()
      const isThere = /restored/.test(outcome)
      expect(await isInUse(restored.database), outcome).toBe(isThere)
      // What fails after the rows are there is only what every start does anew.
      if (isThere) break
      expect(hasFailed).toBe(true)
    }
    expect(await exported(restored.database)).toBe(await exported(api.services))
  }

  test.runIf(engine === 'postgresql')(
    'F17: whichever statement of restoring gives way to another, it is tried again and nobody sees it',
    async () => {
      const now = join(folder, 'given-way.parallax-backup')
      await writeBackup(whole(), now)
      for (let nth = 1, hasFailed = true; hasFailed; nth += isFullRun ? 1 : 9) {
        const restored = await emptyPlace('postgresql')
        const failing = failStatements(restored.database.pool)
        failing.failAt(nth, { sqlState: nth % 2 === 0 ? '40001' : '40P01' }, 2)
        await restoreBackup(restored, now)
        hasFailed = failing.heal()
        expect(await exported(restored.database)).toBe(await exported(api.services))
      }
    },
  )

  test('originals that are gone are told of, and the rest is kept', async () => {
    const lost = { ...whole(), blobs: folderBlobStore(join(folder, 'empty')) }
    const summary = await writeBackup(lost, join(folder, 'lost'))
    expect(summary).toMatchObject({ originals: 0, missingOriginals: 1 })
  })
})

describe('the check of the data', () => {
  let database: Database
  let blobs: Restored['blobs']
  let api: TestApi
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-check-'))
    api = await openTestApi('pglite')
    const owner = await api.person('Olga')
    const project = await newProject(owner)
    await importDocument(api.services, owner, project)
    database = api.services.database
    blobs = api.services.blobs
  })
  afterAll(async () => {
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const planted = [
    ['record', sql`update records set data = data || '{"name": "Another"}' where kind = 'label'`],
    ['record', sql`delete from records where kind = 'document'`],
    ['log', sql`delete from changes where seq = 1`],
    ['log', sql`update streams set seq = seq + 1`],
    ['counter', sql`update counters set n = n + 1`],
    ['reference', sql`delete from record_refs`],
    ['text', sql`update texts set text = text || '!'`],
  ] as const

  test('finds nothing where nothing is wrong', async () => {
    expect(await checkIntegrity(database.db, blobs)).toMatchObject({ problemCount: 0 })
  })

  test.each(planted)('names a damaged %s', async (kind, damage) => {
    const found = database.db.transaction(async (tx) => {
      await tx.execute(damage)
      const { problems } = await checkIntegrity(tx as unknown as Database['db'], blobs)
      // Rolls back, so that the next one begins with sound data.
      throw Object.assign(new Error('looked at'), { kinds: problems.map((each) => each.kind) })
    })
    const { kinds } = await found.catch((fault: { kinds: string[] }) => fault)
    expect(kinds).toContain(kind)
  })

  test('names an original that is gone', async () => {
    const { problems } = await checkIntegrity(database.db, folderBlobStore(join(folder, 'none')))
    expect(problems.map(({ kind }) => kind)).toEqual(['original'])
  })
})
