import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOfFile, splitLines } from './split-lines.ts'

async function* each(pieces: Iterable<string>) {
  yield* pieces
}

function linesOf(pieces: Iterable<string>, maxLineUtf16?: number) {
  return collected(splitLines(each(pieces), maxLineUtf16))
}

async function collected(given: AsyncIterable<string>) {
  const lines: string[] = []
  for await (const line of given) lines.push(line)
  return lines
}

test('lines are the same however the text comes', async () => {
  const piece = fc.array(fc.constantFrom('a', '\n', '\r\n', '🙂', ''), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
      const parts = pieces.map((each) => each.join(''))
      expect(await linesOf(parts)).toEqual(await linesOf([parts.join('')]))
    }),
  )
})

test('a line without an end is told by its number before it is all there', async () => {
  function* endless() {
    yield 'first\nsecond'
    for (;;) yield ' and on'
  }
  await expect(linesOf(endless(), 1_000)).rejects.toThrow('Line 2 has no end.')
})

test('a line of the largest size is read', async () => {
  expect(await linesOf(['x'.repeat(1_000), '\ny'], 1_000)).toEqual(['x'.repeat(1_000), 'y'])
})

test('no line of a file is longer than there is memory for', async () => {
  const file = {
    path: 'a.jsonl',
    bytes: 2_001,
    text: () => each(['x\n', 'y'.repeat(2_000)]),
    content: async () => new Uint8Array(),
  }
  expect(await collected(linesOfFile(file))).toEqual(['x', 'y'.repeat(2_000)])
  const short = linesOfFile({ ...file, atOnceUtf16: 1_000 })
  await expect(collected(short)).rejects.toThrow('Line 2 has no end.')
})
