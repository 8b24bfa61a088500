import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEdtf } from './edtf.ts'

describe('a date', () => {
  test.each(['2031', '2031-02', '2031-02-28', '2032-02-29', '2000-02-29', '0000', '2031-12-31'])(
    '%s is one',
    (date) => expect(isEdtf(date)).toBe(true),
  )

  test.each(['2031/2032', '2031-02/2031-03', '2031-02-27/2031-03-01', '2031/2031', '2031-02/2031'])(
    '%s is an interval',
    (date) => expect(isEdtf(date)).toBe(true),
  )

  test.each([
    '',
    '31',
    '2031-2',
    '2031-13',
    '2031-00',
    '2031-02-29',
    '1900-02-29',
    '2031-04-31',
    '2031-02-00',
    '2031-02-28T10:00',
    'May 2031',
    '2032/2031',
    '2031-03/2031-02',
    '2031/2032/2033',
    '/2031',
    '2031/',
    ' 2031',
    '2031\n',
  ])('%j is none', (date) => expect(isEdtf(date)).toBe(false))

  test('every day of the calendar is one, and the day after its month is none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9998 }),
        fc.integer({ min: 1, max: 12 }),
        (year, month) => {
          const days = new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate()
          const two = (part: number) => String(part).padStart(2, '0')
          const start = `${String(year).padStart(4, '0')}-${two(month)}`
          expect(isEdtf(`${start}-${two(days)}`)).toBe(true)
          expect(isEdtf(`${start}-${two(days + 1)}`)).toBe(false)
          expect(isEdtf(`${start}-01/${start}-${two(days)}`)).toBe(true)
        },
      ),
    )
  })
})
