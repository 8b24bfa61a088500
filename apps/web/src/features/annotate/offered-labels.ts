import { type Codebook, type CodebookLabel, labelsOfSlot } from '@parallax/domain'

/**
 * The labels of a slot that one may choose from, by button, list or key: those that the codebook has
 * given up are not among them. What a field has as its value stays in it, given up or not.
 */
export function offeredLabels(
  codebook: Codebook,
  slot: Parameters<typeof labelsOfSlot>[1],
  kept: readonly string[] = [],
): readonly CodebookLabel[] {
  return labelsOfSlot(codebook, slot).filter((label) => isOffered(label, kept))
}

/** Whether a label may be chosen; `kept` are those that were chosen before. */
export function isOffered(
  { id, deprecated }: Pick<CodebookLabel, 'id' | 'deprecated'>,
  kept: readonly string[] = [],
): boolean {
  return !deprecated || kept.includes(id)
}
