import { isLive, type RecordOf, recordsOf, type StreamState } from '@parallax/domain'
import { folded } from './propose-entity.ts'

/** A proposition near to what was said or typed, with how near: 0 to 1. */
export type PropositionProposal = {
  readonly proposition: RecordOf<'proposition'>
  readonly nearness: number
}

const stopWords = new Set(
  'a an and are as at be by for from had has have he her his in is it its of on or she that the their they this to was were will with'.split(
    ' ',
  ),
)

/**
 * Propositions whose words meet those of `words`, nearest first: the Dice coefficient of their
 * content words by their first five letters. Empty `words` gives the newest ones.
 */
export function proposePropositions(
  registry: StreamState,
  words: string,
  most: number,
): readonly PropositionProposal[] {
  const wanted = stems(words)
  const live = [...recordsOf(registry, 'proposition')].filter(
    (proposition) => isLive(proposition) && proposition.data.redirect === null,
  )
  const ranked = live.map((proposition) => ({
    proposition,
    nearness: dice(wanted, stems(proposition.data.statement)),
  }))
  const near = wanted.size === 0 ? ranked : ranked.filter(({ nearness }) => nearness > 0.12)
  return near
    .sort((a, b) => b.nearness - a.nearness || (a.proposition.id < b.proposition.id ? 1 : -1))
    .slice(0, most)
}

/** A statement as propositions are written: one line, a capital first, a full stop at the end. */
export function asStatement(words: string): string {
  const line = words
    .replace(/\s+/g, ' ')
    .replace(/^[“"‘'\s]+|[”"’'\s,;:.!?]+$/g, '')
    .slice(0, 298)
    .trim()
  return line === '' ? '' : `${line.charAt(0).toUpperCase()}${line.slice(1)}.`
}

function stems(words: string): ReadonlySet<string> {
  const tokens = folded(words).match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    tokens.filter((token) => token.length > 2 && !stopWords.has(token)).map((t) => t.slice(0, 5)),
  )
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  return (2 * [...a].filter((stem) => b.has(stem)).length) / (a.size + b.size)
}
