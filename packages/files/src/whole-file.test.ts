import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fillFile, writeWhole } from './whole-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whole-file-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Pieces that break off after some of them: at once, too. */
async function* breakingAfter(pieces: readonly string[], waits: boolean) {
  for (const piece of pieces) {
    if (waits) await new Promise((resolve) => setImmediate(resolve))
    yield piece
  }
  throw new Error('the line broke')
}

test('what breaks off at any moment leaves nothing behind', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.string(), { maxLength: 4 }),
      fc.boolean(),
      async (pieces, waits) => {
        const place = path.join(folder, 'file')
        const source = Readable.from(breakingAfter(pieces, waits))
        await expect(writeWhole(place, (to) => pipeline(source, to))).rejects.toThrow(
          'the line broke',
        )
        expect(await readdir(folder)).toEqual([])
        // Nothing may come later either.
        await new Promise((resolve) => setTimeout(resolve, 2))
        expect(await readdir(folder)).toEqual([])
      },
    ),
    { numRuns: 60 },
  ))

test('one who never writes into the stream is not waited for', async () => {
  const place = path.join(folder, 'file')
  const refuses = () => Promise.reject(new Error('no'))
  await expect(writeWhole(place, refuses)).rejects.toThrow('no')
  expect(await readdir(folder)).toEqual([])
})

test('a file that is replaced stays as it was until the new one is whole', async () => {
  const place = path.join(folder, 'file')
  await writeWhole(place, (to) => pipeline(Readable.from(['first']), to))
  const broken = () => Readable.from(breakingAfter(['half'], true))
  await expect(writeWhole(place, (to) => pipeline(broken(), to))).rejects.toThrow()
  expect(await readFile(place, 'utf8')).toBe('first')
  const told = await writeWhole(place, async (to, draft) => {
    await pipeline(Readable.from(['second']), to)
    return [await readFile(draft, 'utf8'), await readFile(place, 'utf8')]
  })
  expect(told).toEqual(['second', 'first'])
  expect(await readFile(place, 'utf8')).toBe('second')
})

test('a file is there before anything is piped into it', async () => {
  const file = path.join(folder, 'file')
  await fillFile(file, async () => expect(await readdir(folder)).toEqual(['file']))
})
