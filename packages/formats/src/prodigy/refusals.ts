import type { LossReason } from '../corpus/corpus.ts'

/** Answers that say no, to a text or to one span, and why what they are given to is left out. */
export const refusals: ReadonlyMap<unknown, LossReason> = new Map([
  ['reject', 'rejected'],
  ['ignore', 'passed-over'],
])
