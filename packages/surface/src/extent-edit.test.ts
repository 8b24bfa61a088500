import { expect, test } from 'vitest'
import { movedEdge, steppedEdge } from './extent-edit.ts'

const text = 'The river rose.\n\nNobody in Kesmar knew.'
const part = (words: string) => {
  const startUtf16 = text.indexOf(words)
  return { startUtf16, endUtf16: startUtf16 + words.length }
}
const quote = (parts: readonly { startUtf16: number; endUtf16: number }[] | undefined) =>
  parts?.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16))
const end = { partIndex: 0, end: 'end' } as const
const start = { partIndex: 0, end: 'start' } as const

test('an end is dragged to whole words, or to the letter', () => {
  const parts = [part('river')]
  const offsetUtf16 = text.indexOf('ose')
  expect(quote(movedEdge(text, parts, end, { offsetUtf16, byWord: true }))).toEqual(['river rose'])
  expect(quote(movedEdge(text, parts, end, { offsetUtf16, byWord: false }))).toEqual(['river r'])
  expect(quote(movedEdge(text, parts, start, { offsetUtf16: 1, byWord: true }))).toEqual([
    'The river',
  ])
})

test('a part cannot vanish', () => {
  const parts = [part('river')]
  expect(quote(movedEdge(text, parts, end, { offsetUtf16: 0, byWord: false }))).toEqual(['r'])
})

test('an end steps word by word, over line breaks too', () => {
  const longer = steppedEdge(text, [part('river')], end, 1)
  expect(quote(longer)).toEqual(['river rose'])
  expect(quote(longer && steppedEdge(text, longer, end, -1))).toEqual(['river'])
  expect(quote(steppedEdge(text, [part('rose.')], end, 1))).toEqual(['rose.\n\nNobody'])
  expect(quote(steppedEdge(text, [part('river')], start, -1))).toEqual(['The river'])
  expect(quote(steppedEdge(text, [part('river rose')], start, 1))).toEqual(['rose'])
  expect(steppedEdge(text, [part('river')], end, -1)).toBeUndefined()
  expect(steppedEdge(text, [part('The')], start, -1)).toBeUndefined()
})

test('parts do not reach each other', () => {
  const parts = [part('The'), part('rose')]
  expect(steppedEdge(text, parts, end, 1)).toBeUndefined()
  expect(
    movedEdge(text, parts, end, { offsetUtf16: text.indexOf('knew'), byWord: true }),
  ).toBeUndefined()
})
