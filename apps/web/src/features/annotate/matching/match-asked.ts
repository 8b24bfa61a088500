import type { LabelId, RecordId, TextRange } from '@parallax/domain'
import type { Annotation } from '../annotation.ts'
import { newMention } from '../new-data.ts'
import { offeredLabels } from '../offered-labels.ts'
import { quoted } from '../record-words.ts'
import type { MatchSource } from './matches.ts'

/**
 * What is to be tagged everywhere: the selected words, else the open mention with its label and
 * entity. In the place of a label that the codebook has given up stands the first that is offered.
 * `undefined` when there is nothing to tag, or nothing to tag it with.
 */
export function matchAsked(
  annotation: Annotation,
  selection: TextRange | null,
  openId: RecordId | null,
): MatchSource | undefined {
  const { text } = annotation
  const record = openId ? annotation.recordOf(openId) : undefined
  const mention = record?.kind === 'mention' ? record : undefined
  if (selection) {
    const words = text.slice(selection.startUtf16, selection.endUtf16)
    const label = offered(annotation, mention?.data.label)
    return label && { words, label, entity: null, form: newMention(words, selection, label).form }
  }
  if (!mention) return undefined
  const { entity, form } = mention.data
  const label = offered(annotation, mention.data.label)
  return label && { words: quoted(mention, annotation), label, entity, form }
}

function offered(
  { codebook }: Pick<Annotation, 'codebook'>,
  wished: LabelId | undefined,
): LabelId | undefined {
  const ids = offeredLabels(codebook, 'entityType').map(({ id }) => id)
  return wished !== undefined && ids.includes(wished) ? wished : ids[0]
}
