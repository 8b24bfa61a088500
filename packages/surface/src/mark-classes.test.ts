import { expect, test } from 'vitest'
import { bitOf } from './flatten.ts'
import { colourRules, maskRule, segmentClasses } from './mark-classes.ts'

const mask = bitOf(0, 'mention') | bitOf(1, 'claim')

test('a segment names its mask, the colour of each lane and the open lane', () => {
  expect(
    segmentClasses({
      fromView: 0,
      toView: 5,
      mask,
      looks: [
        { lane: 0, colour: 3, tentative: false, open: false },
        { lane: 1, colour: 8, tentative: true, open: true },
      ],
      meets: false,
    }),
  ).toBe(`px-s px-m${mask} px-c0-3 px-t1-8 px-o1`)
})

test('a rule has as many sizes, positions and repeats as images', () => {
  const rule = maskRule(mask)
  const count = (property: string) =>
    new RegExp(`${property}:([^;}]*)`)
      .exec(rule)?.[1]
      ?.replace(/\([^()]*\)/g, '')
      .replace(/\([^()]*\)/g, '')
      .split(',').length
  expect(count('background-size')).toBe(4)
  expect(count('background-position')).toBe(4)
  expect(count('background-repeat')).toBe(4)
})

test('only a mask with a mention tints the letters', () => {
  expect(maskRule(mask)).toContain('--px-tint')
  expect(maskRule(bitOf(1, 'claim'))).not.toContain('--px-tint')
})

test('every lane has every label colour', () => {
  expect(colourRules()).toContain('.px-c5-12{--px-l5:var(--color-label-12)}')
  expect(new Set(colourRules()).size).toBe(colourRules().length)
})
