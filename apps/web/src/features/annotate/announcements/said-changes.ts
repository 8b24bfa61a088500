import type { LayerRecord, RecordId } from '@parallax/domain'
import { announcementsText } from './announcements-text.ts'

/** What happened to one record, as far as somebody wants to hear of it. */
export type HeardChange = {
  readonly id: RecordId
  readonly kind: LayerRecord['kind']
  readonly title: string
  readonly happened: 'added' | 'deleted' | 'changed'
  /** The colleague who did it; null when it was this person. */
  readonly by: string | null
  readonly isOpen: boolean
}

const longestTitle = 80

/**
 * What is remembered of a record after one more change in the same moment. What came or went stays
 * so: a record that was just made is touched once more when the server has it.
 */
export function heardTogether(before: HeardChange | undefined, change: HeardChange): HeardChange {
  if (change.happened !== 'changed') return change
  return before && (change.by === null || before.happened !== 'changed') ? before : change
}

/**
 * One calm sentence or two for everything that happened in a moment; empty when nothing is worth a
 * word. A person hears of what came and went, and of what others do to the record they have open.
 */
export function saidChanges(changes: readonly HeardChange[]): string {
  const openChange = changes.find(({ isOpen, by }) => isOpen && by !== null)
  const rest = changes.filter((change) => change !== openChange)
  const sentences = [
    openChange && openSentence(openChange),
    someSentence(rest, 'added'),
    someSentence(rest, 'deleted'),
  ]
  return sentences.filter(Boolean).join(' ')
}

function openSentence({ happened, by }: HeardChange): string {
  return happened === 'deleted'
    ? announcementsText.deletedBy(by ?? '')
    : announcementsText.changedBy(by ?? '')
}

function someSentence(
  changes: readonly HeardChange[],
  happened: 'added' | 'deleted',
): string | undefined {
  const [only, ...more] = changes.filter((change) => change.happened === happened)
  if (!only) return undefined
  const isAdded = happened === 'added'
  if (more.length > 0) {
    const count = more.length + 1
    return isAdded ? announcementsText.addedMany(count) : announcementsText.deletedMany(count)
  }
  return onlySentence(only, isAdded)
}

/** What a colleague did is never said as if one had done it oneself. */
function onlySentence({ kind, title, by }: HeardChange, isAdded: boolean): string {
  const words = title.slice(0, longestTitle)
  if (by === null)
    return isAdded ? announcementsText.added(kind, words) : announcementsText.deleted(kind, words)
  return isAdded
    ? announcementsText.addedBy(by, kind, words)
    : announcementsText.anotherDeletedBy(by, kind, words)
}
