import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTestPlace } from '../../test/open-test-database.ts'
import { sampleAppend } from '../../test/sample-append.ts'
import { startWriter } from '../../test/start-writer.ts'
import { migrateDatabase } from '../migrate-database.ts'
import { openDatabase } from '../open-database.ts'

test('a first start that was killed in the middle is begun again', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'parallax-db-'))
  const dataFolder = join(parent, 'not/there/yet')
  const { projectId, streamId } = sampleAppend()
  const writer = await startWriter(dataFolder, projectId, streamId)
  while (!existsSync(join(dataFolder, 'pglite/PG_VERSION'))) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  writer.child.kill('SIGKILL')
  await writer.ended
  expect(existsSync(join(dataFolder, 'unfinished'))).toBe(true)
  const database = await openDatabase({ dataFolder })
  await migrateDatabase(database)
  expect(existsSync(join(dataFolder, 'unfinished'))).toBe(false)
  await database.close()
  rmSync(parent, { recursive: true })
})

test('a folder of another engine is refused with the way out, and not touched', async () => {
  const place = await makeTestPlace('pglite')
  const versionFile = join(place.options.dataFolder ?? '', 'pglite/PG_VERSION')
  expect(readFileSync(versionFile, 'utf8').trim()).toBe('18')
  writeFileSync(versionFile, '17\n')
  await expect(openDatabase(place.options)).rejects.toThrow('made by an embedded PostgreSQL 17')
  writeFileSync(versionFile, '18\n')
  await (await openDatabase(place.options)).close()
  await place.remove()
})

test('a damaged database is refused, named, and lets go of its folder', async () => {
  const place = await makeTestPlace('pglite')
  const files = join(place.options.dataFolder ?? '', 'pglite')
  writeFileSync(join(files, 'global/pg_control'), 'nothing that makes sense')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(openDatabase(place.options)).rejects.toThrow(
      `The database in ${files} cannot be opened`,
    )
  }
  await place.remove()
})
