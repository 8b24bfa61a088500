import type { Link } from '../corpus/corpus.ts'

/**
 * The name of a node: a token of XML (NMTOKEN), as the schema of GraphML wants it, whatever is named.
 * Other signs than letters and digits of ASCII, `.` and `-` stand as `_hex_`, so that no two are alike.
 */
export function nodeId(kind: Link['to']['kind'] | 'topic' | 'outlet', named: string): string {
  const token = named.replace(/[^\w.-]|_/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`)
  return `${kind}:${token}`
}
