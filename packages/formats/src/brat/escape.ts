const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '|': '\\p',
}
const plain = new Map(Object.entries(escapes).map(([sign, escaped]) => [escaped, sign]))

/** Words for one field of one line. */
export function escapeField(words: string): string {
  return words.replace(/[\\\n\r\t|]/g, (sign) => escapes[sign] ?? sign)
}

/** What `escapeField` was given. */
export function unescapeField(field: string): string {
  return field.replace(/\\[\\nrtp]/g, (escaped) => plain.get(escaped) ?? escaped)
}
