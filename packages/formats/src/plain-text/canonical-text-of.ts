import { canonicalText } from '@parallax/domain'

/** A text in the form that documents have, or `undefined` where it cannot be a document's. */
export function canonicalTextOf(decoded: string): string | undefined {
  const canonical = canonicalText(decoded)
  return canonical.ok ? canonical.value : undefined
}
