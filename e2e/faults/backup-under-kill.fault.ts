import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import {
  checkIntegrity,
  folderBlobStore,
  type IntegrityReport,
  restoreBackup,
  writeBackup,
} from '@parallax/api'
import { openDatabase } from '@parallax/db'
import { makeTestPlace } from '@parallax/db/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rounds } from './rounds.ts'
import { openStage, type Round, type Stage, withDatabase } from './stage.ts'

const count = rounds(1, 20)

describe('on postgresql', () => {
  let stage: Stage
  let folder: string
  let knownProblems: Pick<IntegrityReport, 'problems' | 'problemCount'>
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'parallax-backups-'))
    stage = await openStage('postgresql', 'a backup while the server is killed', count)
    knownProblems = await withDatabase(stage.server, async ({ db }) => {
      const { problems, problemCount } = await checkIntegrity(db, blobsOf(stage))
      return { problems, problemCount }
    })
    expect(knownProblems.problems.every(({ kind }) => kind === 'text' || kind === 'original')).toBe(
      true,
    )
  })
  afterAll(async () => {
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('F30: a backup made while people write and their server is killed is one moment of it, whole', async () => {
    for (let number = 0; number < count; number++) {
      const round = await stage.setUp(number)
      const names = ['olga', 'jude', 'ada', 'ben'] as const
      const writers = await Promise.all(names.map((name) => round.join(name)))
      await round.work(writers, 40, 15)
      const acknowledged = acknowledgedIn(round)
      const working = round.work(writers, 80, 15)
      const file = path.join(folder, `${number}.parallax-backup`)
      const backing = withDatabase(stage.server, (database) =>
        writeBackup({ database, blobs: blobsOf(stage), now: new Date() }, file),
      )
      await passing(round.choose.below(300))
      await stage.server.kill()
      await backing
      await working
      await stage.server.start()
      expect(await round.findings(), `round ${number}`).toEqual([])
      await expectWhole(file, acknowledged)
      await round.close()
    }
  })

  /** Restored, every log folds to its tables, and nothing is missing that was acknowledged before. */
  async function expectWhole(file: string, acknowledged: readonly string[]): Promise<void> {
    expect(acknowledged.length).toBeGreaterThan(0)
    const place = await makeTestPlace('pglite')
    const database = await openDatabase(place.options)
    try {
      const blobs = folderBlobStore(path.join(folder, 'blobs'))
      await restoreBackup({ database, blobs }, file)
      const { problems, problemCount } = await checkIntegrity(database.db, blobs)
      // The texts of the sample are not what their hashes say; else there is nothing.
      expect({ problems, problemCount }).toEqual(knownProblems)
      const { rows } = await database.pool.query<{ id: string }>('select op_id as id from changes')
      const kept = new Set(rows.map(({ id }) => id))
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    } finally {
      await database.close()
      await place.remove()
    }
  }
})

function acknowledgedIn({ history }: Round): readonly string[] {
  return history.flatMap((event) => (event.kind === 'ok' ? [event.op] : []))
}

function blobsOf({ server }: Stage) {
  return folderBlobStore(path.join(server.dataFolder, 'blobs'))
}
