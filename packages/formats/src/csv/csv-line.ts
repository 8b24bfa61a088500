/** One record of a CSV file as RFC 4180 has it, with its line end (CRLF). */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvField).join(',')}\r\n`
}

/** A value is quoted when a reader would otherwise take it apart or trim it. */
function csvField(value: string): string {
  const needsQuotes = /[",\r\n]|^\s|\s$/.test(value)
  return needsQuotes ? `"${value.replaceAll('"', '""')}"` : value
}
