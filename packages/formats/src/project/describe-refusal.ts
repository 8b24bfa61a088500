import type { Refusal } from '@parallax/domain'

/** A refusal in the words of a file's report: the rule that is broken, with what is known of it. */
export function describeRefusal(refusal: Refusal): string {
  if (refusal.code === 'bad-value') return `"${refusal.register}" is not right: ${refusal.problem}`
  if (refusal.code === 'unknown-field') return `"${refusal.register}" is not a field of it`
  const rule = refusal.code.replaceAll('-', ' ')
  if ('recordId' in refusal) return `${rule} (${refusal.recordId})`
  if ('range' in refusal) return `${rule} (${refusal.range.startUtf16}-${refusal.range.endUtf16})`
  return rule
}
