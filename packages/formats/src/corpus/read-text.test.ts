import { expect, test } from 'vitest'
import { readLines, readText } from './read-text.ts'

async function* each(pieces: Iterable<string>) {
  yield* pieces
}

const long = 'y'.repeat(2_000)
const file = {
  path: 'a.txt',
  bytes: 2_002,
  text: () => each(['x\n', long]),
  content: async () => new Uint8Array(),
}
const withLittleMemory = { ...file, atOnceUtf16: 1_000 }

async function linesOf(from: typeof file) {
  const lines: unknown[] = []
  for await (const line of readLines(from)) lines.push(line)
  return lines
}

test('where there is memory a text and its lines are read', async () => {
  expect(await readText(file)).toEqual({ ok: true, value: `x\n${long}` })
  expect(await linesOf(file)).toEqual([
    { ok: true, value: { line: 1, text: 'x' } },
    { ok: true, value: { line: 2, text: long } },
  ])
})

test('a text that there is no memory for is refused before it is read', async () => {
  expect(await readText(withLittleMemory)).toMatchObject({ ok: false })
})

test('a line that there is no memory for is refused with its number', async () => {
  expect((await linesOf(withLittleMemory)).at(-1)).toMatchObject({
    ok: false,
    reason: { line: 2 },
  })
})
