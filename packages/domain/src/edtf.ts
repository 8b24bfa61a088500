const day = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

/**
 * A date as an article gives it: EDTF level 0 without times (ISO 8601-2:2019, annex A): a year, a
 * month, a day, or two of them as an interval `a/b` with `a` not after `b`.
 */
export function isEdtf(value: string): boolean {
  const [from, to, ...rest] = value.split('/')
  if (rest.length > 0 || from === undefined || !isDate(from)) return false
  return to === undefined || (isDate(to) && from.slice(0, to.length) <= to.slice(0, from.length))
}

function isDate(value: string): boolean {
  if (!day.test(value)) return false
  const [year = 0, month = 1, dayOfMonth = 1] = value.split('-').map(Number)
  return dayOfMonth <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
