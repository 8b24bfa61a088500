import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schema } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failFiles } from '../../test/failing-files.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { importDocument, newProject } from '../../test/sample-work.ts'
import { checkIntegrity } from '../backup/check-integrity.ts'
import { folderBlobStore } from '../uploads/blob-store.ts'
import { makeRelease } from './make-release.ts'

let api: TestApi
let owner: TestPerson
let project: ProjectId
let folder: string

beforeAll(async () => {
  api = await openTestApi('postgresql')
  owner = await api.person('Olga')
  project = await newProject(owner)
  await importDocument(api.services, owner, project)
  await api.services.db.delete(schema.sources)
  folder = mkdtempSync(join(tmpdir(), 'parallax-releasing-'))
})
afterAll(async () => {
  await api.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('F17: whichever write of a file fails, there is no release and nothing of it, and the next try makes it whole', async () => {
  const failing = failFiles()
  const { db } = api.services
  const scratchFolder = join(folder, 'scratch')
  const releases = async () => (await db.select().from(schema.releases)).length
  try {
    for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
      const blobs = folderBlobStore(mkdtempSync(join(folder, 'blobs-')))
      const make = () =>
        makeRelease(
          { db, blobs, scratchFolder },
          {
            projectId: project,
            madeBy: { id: owner.userId, name: owner.name },
            madeAt: new Date('2031-04-01T10:00:00.000Z'),
            title: `Try ${nth}`,
            notes: '',
            licence: '',
            chosen: { documents: 'all', adjudicated: true, shared: true, annotators: 'all' },
            draw: null,
          },
        )
      const before = await releases()
      failing.failAt(nth)
      const made = await make().catch((fault: Error) => {
        expect(fault.message).toContain('ENOSPC')
      })
      hasFailed = failing.heal()
      expect(made === undefined).toBe(hasFailed)
      if (hasFailed) expect(await releases()).toBe(before)
      expect(await make()).toBe((made ?? before) + 1)
      expect(readdirSync(scratchFolder)).toEqual([])
      const { problems } = await checkIntegrity(db, blobs)
      const ofThese = problems.filter(({ place }) => place.startsWith(`release ${before + 1} `))
      expect(ofThese).toEqual([])
    }
  } finally {
    failing.restore()
  }
})
