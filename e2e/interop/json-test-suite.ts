import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { UnreadableFile } from '@parallax/formats'
import type { Difference, InteropCheck } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

/**
 * JSON by the letter: each text of the suite stands as a value inside a line that we read. Names
 * that begin with `y_` must be taken, with `n_` refused; `i_` may be either, but must end.
 */
export const checks: readonly InteropCheck[] = [
  {
    folder: 'nasty/json-test-suite',
    run: async (folder) => {
      const suite = path.join(folder, 'test_parsing')
      const files = readdirSync(suite).filter((file) => file.endsWith('.json'))
      const place = mkdtempSync(path.join(tmpdir(), 'parallax-json-'))
      try {
        const found: Difference[] = []
        for (const file of files) found.push(...(await compare(suite, file, place)))
        return { fileCount: files.length, differences: found }
      } finally {
        rmSync(place, { recursive: true })
      }
    },
  },
]

async function compare(suite: string, file: string, place: string): Promise<readonly Difference[]> {
  const value = readFileSync(path.join(suite, file))
  const wrapped = path.join(place, 'wrapped.json')
  writeFileSync(
    wrapped,
    Buffer.concat([Buffer.from('[{"text":"x","value":'), value, Buffer.from('}]')]),
  )
  const found = (await isTaken(wrapped)) ? 'taken' : 'refused'
  const expected = { y: 'taken', n: 'refused' }[file.slice(0, 1)] ?? found
  return found === expected ? [] : [{ file, what: 'reading', expected, found }]
}

/** Whether a file is read without a problem. What is no text at all has documents for nobody. */
async function isTaken(place: string): Promise<boolean> {
  try {
    const { problems } = await readFixture(place, 'doccano')
    return problems.length === 0
  } catch (error) {
    if (error instanceof UnreadableFile) return false
    throw error
  }
}
