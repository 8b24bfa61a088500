import type { CodebookContent } from '@parallax/domain'

/** What becomes of a label that goes away: another label of the draft, or nothing. */
export type LabelFate = { readonly becomes: string | null }

/** A rule as `codebook.publish` takes it. */
export type MigrationDraft = {
  readonly from: string
  readonly kind: 'replace' | 'merge' | 'retire'
  readonly to: readonly string[]
}

/**
 * The rules that say what becomes of labels. A label that is new takes the place of the old one;
 * one that the last version has already is joined by it.
 */
export function migrationRules(
  fates: ReadonlyMap<string, LabelFate>,
  before: CodebookContent | null,
): readonly MigrationDraft[] {
  const known = new Set(before?.label.map(({ id }) => id))
  return [...fates].map(([from, { becomes }]) => {
    if (becomes === null) return { from, kind: 'retire', to: [] }
    return { from, kind: known.has(becomes) ? 'merge' : 'replace', to: [becomes] }
  })
}
