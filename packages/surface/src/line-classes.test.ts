import { expect, test } from 'vitest'
import { createDisplayMap } from './display-map.ts'
import { isRightToLeft, lineClasses, runsMostlyLeft } from './line-classes.ts'

test('the first letter decides the direction', () => {
  expect(isRightToLeft('قال Reuters')).toBe(true)
  expect(isRightToLeft('“12” שלום')).toBe(true)
  expect(isRightToLeft('Reuters قال')).toBe(false)
  expect(isRightToLeft('12 – 13')).toBe(false)
})

test('every line of a long paragraph has the direction of its first letter', () => {
  const map = createDisplayMap(`مرحبا ${'Latin words only here. '.repeat(400)}\nend`)
  const lines = map.display.split('\n')
  let from = 0
  const directions = lines.map((text) => {
    const line = { from, to: from + text.length, text }
    from = line.to + 1
    return lineClasses(map, line, 'body').dir
  })
  expect(lines.length).toBeGreaterThan(3)
  expect(directions.slice(0, -1).every((dir) => dir === 'rtl')).toBe(true)
  expect(directions.at(-1)).toBeUndefined()
})

test('a line says its zone, and whether it is blank or goes on', () => {
  const map = createDisplayMap('a\n\u200b\n')
  expect(lineClasses(map, { from: 0, to: 1, text: 'a' }, 'headline').class).toBe(
    'px-line px-zone-headline',
  )
  expect(lineClasses(map, { from: 2, to: 3, text: '\u200b' }, 'body').class).toBe(
    'px-line px-zone-body px-blank',
  )
})

test('most letters decide where the article begins, not the first', () => {
  expect(runsMostlyLeft('Reuters – قالت وزيرة الطاقة إن السد جاهز')).toBe(true)
  expect(runsMostlyLeft('The word سد means dam')).toBe(false)
  expect(runsMostlyLeft('')).toBe(false)
})
