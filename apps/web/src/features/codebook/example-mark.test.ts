import { expect, test } from 'vitest'
import { exampleParts, keptMark, markOf } from './example-mark.ts'

const text = 'The mayor of Halden left.'
const mark = { startUtf16: 13, endUtf16: 19 }

test('an example is shown in three parts that make the whole', () => {
  expect(exampleParts({ text, mark })).toEqual({
    before: 'The mayor of ',
    marked: 'Halden',
    after: ' left.',
  })
  expect(exampleParts({ text, mark: null }).before).toBe(text)
  expect(exampleParts({ text, mark: { startUtf16: 20, endUtf16: 90 } }).before).toBe(text)
})

test('a selection loses the white space at its ends', () => {
  expect(markOf(text, 12, 20)).toEqual(mark)
  expect(markOf(text, 12, 13)).toBeNull()
  expect(markOf(text, 5, 5)).toBeNull()
})

test('a mark follows its words when the text is rewritten', () => {
  const moved = keptMark({ text, mark }, 'Halden has a mayor.')
  expect(moved).toEqual({ startUtf16: 0, endUtf16: 6 })
  expect(keptMark({ text, mark }, text.replace('left', 'stayed'))).toEqual(mark)
  expect(keptMark({ text, mark }, 'The mayor left.')).toBeNull()
  expect(keptMark({ text, mark: null }, 'Halden')).toBeNull()
})
