import { ok } from '@parallax/domain'
import type { CorpusOutcome } from '../codecs/codec-definition.ts'
import type { Loss } from '../corpus/corpus.ts'
import type { Block } from './read-blocks.ts'

/** What cells say where there is nothing. */
const nothing = new Set(['', '-', '_', '*', 'O', '-X-'])

/** Parts of speech, chunks, parses and what else stands beside words and is no annotation of ours. */
export function* columnLosses(
  { sentences }: Block,
  document: string,
  isLost: (column: number, cells: readonly string[]) => boolean,
): Generator<CorpusOutcome> {
  const counts = new Map<number, number>()
  for (const { cells } of sentences.flat())
    for (const [column, cell] of cells.entries())
      if (isLost(column, cells) && !nothing.has(cell))
        counts.set(column, (counts.get(column) ?? 0) + 1)
  for (const [column, count] of counts) {
    const place = { document, range: null, what: `column ${column + 1}` }
    const loss: Loss = { how: 'dropped', kind: 'other', reason: 'not-ours', place, count }
    yield ok({ item: 'loss', loss })
  }
}
