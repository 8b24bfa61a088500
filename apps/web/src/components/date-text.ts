const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]

/**
 * A publication date (EDTF level 0) in words: “12 Mar”, with the year when it is not `thisYear`.
 * An interval reads “12 Mar to 14 Mar”. A value that is no date is shown as it is.
 */
export function dateText(edtf: string, thisYear: number): string {
  return edtf
    .split('/')
    .map((part) => oneDateText(part, thisYear))
    .join(' to ')
}

function oneDateText(date: string, thisYear: number): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? []
  if (year === undefined) return date
  if (month === undefined) return year
  const name = monthNames[Number(month) - 1] ?? month
  if (day === undefined) return `${name} ${year}`
  return Number(year) === thisYear ? `${Number(day)} ${name}` : `${Number(day)} ${name} ${year}`
}

/** A moment as the person's own clock shows it: “12 Mar 2026, 14:05”. */
export function momentText(iso: string): string {
  const at = new Date(iso)
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`
  return `${dayText(iso)}, ${time}`
}

/** The day of a moment, by the person's own clock: “12 Mar 2026”, without the year if `thisYear`. */
export function dayText(iso: string, thisYear?: number): string {
  const at = new Date(iso)
  const day = `${at.getDate()} ${monthNames[at.getMonth()] ?? ''}`
  return at.getFullYear() === thisYear ? day : `${day} ${at.getFullYear()}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
