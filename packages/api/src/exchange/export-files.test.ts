import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failFiles } from '../../test/failing-files.ts'
import { sha256 } from '../sha256.ts'
import { exportFilesIn } from './export-files.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-exporting-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const words = ['Ada Quill ', 'spoke ', 'of a bridge 🚪.']

async function* pieces() {
  yield* words
}

test('F17: whichever write of an export fails, there is no file of it, and the next try writes it whole', async () => {
  const failing = failFiles()
  const course = { signal: new AbortController().signal, onPiece: () => undefined }
  try {
    for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
      const at = join(folder, String(nth))
      const files = exportFilesIn(at)
      failing.failAt(nth)
      const first = await files.write('job', pieces(), course).catch(() => undefined)
      hasFailed = failing.heal()
      expect(first === undefined).toBe(hasFailed)
      if (hasFailed) expect(await files.open('job')).toBeUndefined()
      const written = await files.write('job', pieces(), course)
      expect(written.sha256).toBe(sha256(words.join('')))
      expect(readdirSync(at)).toEqual(['job'])
      const handle = await files.open('job')
      expect(await handle?.readFile('utf8')).toBe(words.join(''))
      await handle?.close()
    }
  } finally {
    failing.restore()
  }
})

test('a source that breaks off in the middle leaves no file', async () => {
  const files = exportFilesIn(join(folder, 'broken'))
  async function* broken() {
    yield 'Ada Quill '
    throw new Error('The database is away.')
  }
  const course = { signal: new AbortController().signal, onPiece: () => undefined }
  await expect(files.write('job', broken(), course)).rejects.toThrow('away')
  expect(readdirSync(join(folder, 'broken'))).toEqual([])
})
