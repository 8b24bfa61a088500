import { isEdtf } from '@parallax/domain'

/** Names of the months in the languages we read dates in; the place in a list is the month. */
const monthNames: readonly (readonly string[])[] = [
  [
    'january',
    'jan',
    'januar',
    'januari',
    'janvier',
    'enero',
    'gennaio',
    'janeiro',
    'stycznia',
    'января',
    'січня',
    'ocak',
    'januára',
    'ledna',
    'ianuarie',
  ],
  [
    'february',
    'feb',
    'februar',
    'februari',
    'février',
    'febrero',
    'febbraio',
    'fevereiro',
    'lutego',
    'февраля',
    'лютого',
    'şubat',
    'února',
    'februarie',
  ],
  [
    'march',
    'mar',
    'märz',
    'maart',
    'mars',
    'marzo',
    'março',
    'marca',
    'марта',
    'березня',
    'mart',
    'března',
    'martie',
  ],
  [
    'april',
    'apr',
    'avril',
    'abril',
    'aprile',
    'kwietnia',
    'апреля',
    'квітня',
    'nisan',
    'dubna',
    'aprilie',
  ],
  [
    'may',
    'mai',
    'mei',
    'maj',
    'mayo',
    'maggio',
    'maio',
    'maja',
    'мая',
    'травня',
    'mayıs',
    'května',
  ],
  [
    'june',
    'jun',
    'juni',
    'juin',
    'junio',
    'giugno',
    'junho',
    'czerwca',
    'июня',
    'червня',
    'haziran',
    'června',
    'iunie',
  ],
  [
    'july',
    'jul',
    'juli',
    'juillet',
    'julio',
    'luglio',
    'julho',
    'lipca',
    'июля',
    'липня',
    'temmuz',
    'července',
    'iulie',
  ],
  [
    'august',
    'aug',
    'augusti',
    'augustus',
    'août',
    'agosto',
    'sierpnia',
    'августа',
    'серпня',
    'ağustos',
    'srpna',
  ],
  [
    'september',
    'sep',
    'sept',
    'septembre',
    'septiembre',
    'settembre',
    'setembro',
    'września',
    'сентября',
    'вересня',
    'eylül',
    'září',
    'septembrie',
  ],
  [
    'october',
    'oct',
    'oktober',
    'okt',
    'octobre',
    'octubre',
    'ottobre',
    'outubro',
    'października',
    'октября',
    'жовтня',
    'ekim',
    'října',
    'octombrie',
  ],
  [
    'november',
    'nov',
    'novembre',
    'noviembre',
    'novembro',
    'listopada',
    'ноября',
    'листопада',
    'kasım',
    'listopadu',
    'noiembrie',
  ],
  [
    'december',
    'dec',
    'dezember',
    'dez',
    'décembre',
    'diciembre',
    'dicembre',
    'dezembro',
    'grudnia',
    'декабря',
    'грудня',
    'aralık',
    'prosince',
    'decembrie',
  ],
]

const monthByName = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [name, index + 1])),
)

type Reading = { readonly pattern: RegExp; readonly read: (parts: RegExpExecArray) => Parts }
type Parts = readonly [year: string | undefined, month: string | undefined, day: string | undefined]

/** Ways to write a whole date that can be read in one way only. */
const readings: readonly Reading[] = [
  {
    pattern: /\b(\d{4})-(\d{2})-(\d{2})(?!\d)/,
    read: ([, year, month, day]) => [year, month, day],
  },
  {
    pattern:
      /(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th|\.|er)?(?: de| of)? (\p{L}+)\.?,?(?: de)? (\d{4})(?!\d)/u,
    read: ([, day, month, year]) => [year, month, day],
  },
  {
    pattern: /(?<![\p{L}\d])(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/u,
    read: ([, month, day, year]) => [year, month, day],
  },
  {
    pattern: /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日/,
    read: ([, year, month, day]) => [year, month, day],
  },
  {
    pattern: /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/,
    read: ([, day, month, year]) => [year, month, day],
  },
]

/** The first whole date (day, month and year) printed in a line, as `2023-03-01`, or `undefined`. */
export function findFullDate(line: string): string | undefined {
  for (const { pattern, read } of readings) {
    const found = pattern.exec(line)
    const date = found ? dateOf(read(found)) : undefined
    if (date) return date
  }
  return undefined
}

/** Whether a line prints a whole date. */
export function hasFullDate(line: string): boolean {
  return findFullDate(line) !== undefined
}

function dateOf([year = '', month = '', day = '']: Parts): string | undefined {
  const number = /^\d+$/.test(month) ? Number(month) : monthByName.get(month.toLowerCase())
  if (number === undefined || Number(year) < 1500) return undefined
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isEdtf(date) ? date : undefined
}
