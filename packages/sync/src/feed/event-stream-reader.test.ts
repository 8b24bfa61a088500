import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventStreamReader, type StreamEvent } from './event-stream-reader.ts'

const lineOfText = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''))
const events = fc.array(
  fc.record({
    type: fc.constantFrom('message', 'ping'),
    data: fc.array(lineOfText, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 6 },
)
const sent = fc.record({
  events,
  end: fc.constantFrom('\n', '\r\n'),
  lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
})

test('what is written is read, wherever it is cut and however lines end', async () => {
  await fc.assert(
    fc.asyncProperty(sent, async ({ events, end, lengths }) => {
      const reader = new EventStreamReader()
      const heard: StreamEvent[] = []
      for (const piece of inPieces(textOf(events, end), lengths)) heard.push(...reader.read(piece))
      expect(heard).toEqual(events.map(({ type, data }) => ({ type, data: data.join('\n') })))
    }),
  )
})

test('an event without data is none, and what has not ended is not told', () => {
  const reader = new EventStreamReader()
  expect(reader.read('id: 0:4\n\ndata: {"a"')).toEqual([])
  expect(reader.read(':1}\n\n')).toEqual([{ type: 'message', data: '{"a":1}' }])
})

function* inPieces(text: string, lengths: readonly number[]): Generator<string> {
  let turn = 0
  for (let at = 0; at < text.length; turn += 1) {
    const end = at + (lengths[turn % lengths.length] ?? 1)
    yield text.slice(at, end)
    at = end
  }
}

type Written = { readonly type: string; readonly data: readonly string[] }

function textOf(events: readonly Written[], end: string): string {
  const lines = events.flatMap(({ type, data }) => [
    `event: ${type}`,
    ': a comment',
    'id: 0:1',
    ...data.map((line) => `data: ${line}`),
    '',
  ])
  return lines.map((line) => line + end).join('')
}
