/** Words as a proposition is written: one line with a full stop at its end; empty words stay empty. */
export function asStatement(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  const bare = line.replace(/[.\s]+$/, '').slice(0, 299)
  return bare === '' ? '' : `${bare.trimEnd()}.`
}
