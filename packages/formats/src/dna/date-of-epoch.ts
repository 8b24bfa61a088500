const secondsPerDay = 86_400

/** The day of a time in seconds since 1970, in UTC, as ISO 8601; `undefined` beyond four-digit years. */
export function dateOfEpoch(seconds: number): string | undefined {
  if (!Number.isFinite(seconds)) return undefined
  // Days are counted from 1 March of the year 0, so that the leap day is the last one of a year.
  const days = Math.floor(seconds / secondsPerDay) + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  if (year < 1 || year > 9999) return undefined
  const padded = (number: number, length: number) => String(number).padStart(length, '0')
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}
