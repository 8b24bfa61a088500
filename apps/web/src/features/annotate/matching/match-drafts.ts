import { type MentionData, maxOperationRecords, type Operation } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { newId } from '@parallax/sync/new-id'
import { inChunks } from '../choosing/in-chunks.ts'
import { newMention } from '../new-data.ts'
import type { Match, MatchSource } from './matches.ts'

/**
 * The operations that tag these places, all of one gesture: new mentions by the thousand, links of
 * those that are there in one batch by the thousand.
 */
export function matchDrafts(
  matches: readonly Match[],
  source: MatchSource,
  stream: Operation['stream'],
  text: string,
): readonly Draft[] {
  const created = matches
    .filter(({ unlinked }) => unlinked === null)
    .map(({ range }) => ({ id: newId(), kind: 'mention', data: dataOf(range, source, text) }))
  const linked = matches.flatMap(({ unlinked }) =>
    unlinked === null
      ? []
      : [{ type: 'record.set', args: { id: unlinked, register: 'entity', value: source.entity } }],
  )
  return [
    ...inChunks(created, maxOperationRecords).map(
      (records): Draft => ({ stream, type: 'records.create', args: { records } }),
    ),
    ...inChunks(linked, maxOperationRecords).map(
      (operations): Draft => ({ stream, type: 'batch', args: { operations } }),
    ),
  ]
}

function dataOf(range: Match['range'], source: MatchSource, text: string): MentionData {
  const words = text.slice(range.startUtf16, range.endUtf16)
  const { form, entity } = source
  return { ...newMention(words, range, source.label), form, entity }
}
