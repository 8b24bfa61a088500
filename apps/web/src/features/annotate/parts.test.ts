import { checkExtent } from '@parallax/domain'
import { expect, test } from 'vitest'
import { withoutPart, withPart } from './parts.ts'

const text = 'The plan, he said, is fair.'
const plan = { startUtf16: 0, endUtf16: 8 }
const fair = { startUtf16: 19, endUtf16: 26 }

test('parts stand in the order of the text', () => {
  const extent = withPart([fair], plan, text)
  expect(extent).toEqual([plan, fair])
  expect(checkExtent(extent, text)).toBeUndefined()
})

test('parts with nothing but white space between them are one part', () => {
  const he = { startUtf16: 10, endUtf16: 12 }
  const said = { startUtf16: 13, endUtf16: 17 }
  expect(withPart([he], said, text)).toEqual([{ startUtf16: 10, endUtf16: 17 }])
})

test('a part inside another changes nothing', () => {
  expect(withPart([plan], { startUtf16: 4, endUtf16: 8 }, text)).toEqual([plan])
})

test('the last part stays', () => {
  expect(withoutPart([plan, fair], 0)).toEqual([fair])
  expect(withoutPart([fair], 0)).toEqual([fair])
})
