/** One record of a CSV file as RFC 4180 has it, with its line end (CRLF). Values stand as they are. */
export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => quoted(value, ',')).join(',')}\r\n`
}

/** One record of a file with tabs between its values, quoted as in CSV, with its line end (LF). */
export function tsvLine(values: readonly string[]): string {
  return `${values.map((value) => quoted(value, '\t')).join('\t')}\n`
}

/**
 * One record of a CSV file that a spreadsheet may open: no value is taken for a formula. One that
 * could be has an apostrophe before it; plain numbers stay numbers.
 */
export function safeCsvLine(values: readonly string[]): string {
  return csvLine(values.map(defused))
}

/** A value is quoted when a reader would otherwise take it apart or trim it. */
function quoted(value: string, separator: string): string {
  const needsQuotes = value.includes(separator) || /["\r\n]|^\s|\s$/.test(value)
  return needsQuotes ? `"${value.replaceAll('"', '""')}"` : value
}

/** Signs that begin a formula, also after white space and in their wide forms. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

function defused(value: string): string {
  const isNumber = /^[+-]?\d+(?:\.\d+)?$/.test(value)
  return !isNumber && formula.test(value) ? `'${value}` : value
}
