import { labelsOfSlot, type RecordId, type TextRange } from '@parallax/domain'
import type { Annotation } from '../annotation.ts'
import { newMention } from '../new-data.ts'
import { quoted } from '../record-words.ts'
import type { MatchSource } from './matches.ts'

/**
 * What is to be tagged everywhere: the selected words, else the open mention with its label and
 * entity. `undefined` when there is neither.
 */
export function matchAsked(
  annotation: Annotation,
  selection: TextRange | null,
  openId: RecordId | null,
): MatchSource | undefined {
  const { text, codebook } = annotation
  const record = openId ? annotation.recordOf(openId) : undefined
  const mention = record?.kind === 'mention' ? record : undefined
  if (selection) {
    const words = text.slice(selection.startUtf16, selection.endUtf16)
    const label = mention?.data.label ?? labelsOfSlot(codebook, 'entityType')[0]?.id
    return label && { words, label, entity: null, form: newMention(words, selection, label).form }
  }
  if (!mention) return undefined
  const { label, entity, form } = mention.data
  return { words: quoted(mention, annotation), label, entity, form }
}
