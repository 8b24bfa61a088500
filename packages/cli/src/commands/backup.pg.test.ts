import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderBlobStore } from '@parallax/api'
import { claimInstance, openDatabase, putSource, schema } from '@parallax/db'
import { makeTestPlace, type TestPlace } from '@parallax/db/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAt } from '../../test/run-at.ts'
import type { Place } from '../place.ts'
import { exitCodes } from '../terminal.ts'

const owner = '0190a0e5-7c1e-7000-8000-000000000001'
const conll = 'Ada B-PER\nQuill I-PER\nspoke O\n\n'
const original = Buffer.from('Ada Quill spoke.')
const originalName = createHash('sha256').update(original).digest('hex')

let folder: string
let place: Place & { readonly blobFolder: string }
const places: TestPlace[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-backing-'))
  place = { ...(await emptyPlace()), blobFolder: join(folder, 'blobs') }
  const database = await openDatabase({ databaseUrl: place.databaseUrl })
  await database.db.insert(schema.users).values({ id: owner, name: 'Olga', email: 'o@example.org' })
  await claimInstance(database.db, owner)
  writeFileSync(join(folder, 'story.conll'), conll)
  const imported = await run(['import', join(folder, 'story.conll'), '--project', 'News'])
  expect(imported).toMatchObject({ exitCode: exitCodes.done })
  expect(await run(['release', 'make', 'News'])).toMatchObject({ exitCode: exitCodes.done })
  const [project] = await database.db.select({ id: schema.projects.id }).from(schema.projects)
  await folderBlobStore(place.blobFolder).put(originalName, original)
  await putSource(database.db, {
    projectId: project?.id ?? '',
    sha256: originalName,
    importer: 'txt',
    importerVersion: '1',
    textSha256: originalName,
    sizeBytes: original.length,
    mediaType: 'text/plain',
    filename: 'story.txt',
    uploadedBy: owner,
    uploadedAt: new Date(),
  })
  await database.close()
})
afterAll(async () => {
  for (const each of places) await each.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** An installation with nothing in it, which keeps its files where nothing is either. */
async function emptyPlace(): Promise<Place> {
  const made = await makeTestPlace('postgresql')
  places.push(made)
  const dataFolder = mkdtempSync(join(folder, 'data-'))
  return { databaseUrl: made.options.databaseUrl, dataFolder }
}

function run(args: readonly string[], at: Place = place) {
  return runAt(at, args)
}

test('a backup that has all of it succeeds without a word, and is restored without one', async () => {
  const file = join(folder, 'whole')
  const silent = { exitCode: exitCodes.done, out: '', said: '' }
  expect(await run(['backup', file, '--quiet'])).toEqual(silent)
  expect(await run(['verify', file, '--quiet'])).toEqual(silent)
  const restored = await emptyPlace()
  expect(await run(['restore', file, '--quiet'], restored)).toEqual(silent)
  expect((await run(['doctor'], restored)).out).toMatch(/ok {3}data: sound.* 1 originals, 1 rel/)
})

test('one that looked for the files elsewhere stays and does not succeed, so nothing older is deleted for it', async () => {
  const file = join(folder, 'without')
  const lacks = { exitCode: exitCodes.refused, said: expect.stringContaining('3 files of') }
  const elsewhere = { ...place, blobFolder: join(folder, 'elsewhere') }
  expect(await run(['backup', file, '--quiet'], elsewhere)).toMatchObject({ ...lacks, out: '' })
  expect(existsSync(file)).toBe(true)
  expect(await run(['verify', file])).toMatchObject(lacks)
  const { out } = await run(['verify', file, '--json'])
  expect(JSON.parse(out)).toMatchObject({ isWhole: false, missingOriginals: 3 })
})

test('what such a backup does have is restored, and what it lacks is said again', async () => {
  const file = join(folder, 'without')
  const restored = await emptyPlace()
  expect(await run(['restore', file, '--quiet'], restored)).toEqual({
    exitCode: exitCodes.done,
    out: '',
    said: expect.stringMatching(/^3 files of .*3 of them are not here/),
  })
  expect((await run(['projects'], restored)).out).toContain('News')
  const looked = await run(['doctor'], restored)
  expect(looked).toMatchObject({ exitCode: exitCodes.refused })
  expect(looked.out).toMatch(/BAD {2}data: 2 problems/)
  expect(looked.out).toContain(`original ${originalName}: is not in the store`)
})

test('where the files are still in their place, it is restored whole', async () => {
  const restored = { ...(await emptyPlace()), blobFolder: place.blobFolder }
  const { exitCode, said } = await run(['restore', join(folder, 'without')], restored)
  expect(exitCode).toBe(exitCodes.done)
  expect(said).toContain('all of them were here already')
  expect((await run(['doctor'], restored)).exitCode).toBe(exitCodes.done)
})

test('a file that was altered in its store counts as missing, and keeps nothing from being restored', async () => {
  const copy = { ...place, blobFolder: join(folder, 'rotten') }
  const whole = { ...(await emptyPlace()), blobFolder: copy.blobFolder }
  await run(['restore', join(folder, 'whole')], whole)
  const [rotten = ''] = readdirSync(join(copy.blobFolder, originalName.slice(0, 2)))
  writeFileSync(join(copy.blobFolder, originalName.slice(0, 2), rotten), 'something else')
  const file = join(folder, 'altered')
  expect(await run(['backup', file], copy)).toMatchObject({
    exitCode: exitCodes.refused,
    said: expect.stringContaining('1 file of'),
  })
  expect(await run(['restore', file], await emptyPlace())).toMatchObject({
    exitCode: exitCodes.done,
    said: expect.stringContaining('1 of them are not here'),
  })
})
