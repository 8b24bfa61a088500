import type { Aftermath, HistoryEvent } from '../check-history.ts'

/** What can go wrong in a simulated network, or on a simulated server. */
export type Trouble =
  | 'request lost'
  | 'answer lost'
  | 'request doubled'
  | 'feed broken'
  | 'process replaced'

/** What a history has of people. */
export type Deed = 'asked' | 'acknowledged' | 'refused' | 'taken in' | 'page gone' | 'written'

/** How often everything happened, by its name. */
export type Happenings = { readonly [Name in Trouble | Deed]: number }

const deedOf: { readonly [Kind in HistoryEvent['kind']]?: Deed } = {
  invoke: 'asked',
  ok: 'acknowledged',
  fail: 'refused',
  apply: 'taken in',
  gone: 'page gone',
}

const nothing: Happenings = {
  'request lost': 0,
  'answer lost': 0,
  'request doubled': 0,
  'feed broken': 0,
  'process replaced': 0,
  asked: 0,
  acknowledged: 0,
  refused: 0,
  'taken in': 0,
  'page gone': 0,
  written: 0,
}

/** What happened in one seed. */
export function happeningsOf(
  history: readonly HistoryEvent[],
  { log }: Aftermath,
  troubles: readonly Trouble[],
): Happenings {
  const names = [...history.flatMap(({ kind }) => deedOf[kind] ?? []), ...troubles]
  const count = { ...nothing, written: log.length }
  for (const name of names) count[name] += 1
  return count
}

/** What happened in several seeds. */
export function sumOf(all: readonly Happenings[]): Happenings {
  const sum = { ...nothing }
  for (const one of all)
    for (const name of Object.keys(nothing) as (keyof Happenings)[]) sum[name] += one[name] // its keys
  return sum
}

/** What must have happened for each seed, over many: where too little goes on, nothing is proved. */
export const leastPerSeed: readonly (readonly [name: keyof Happenings, least: number])[] = [
  ['asked', 299],
  ['acknowledged', 260],
  ['refused', 6],
  ['taken in', 600],
  ['page gone', 7],
  ['written', 260],
  ['request lost', 22],
  ['answer lost', 25],
  ['request doubled', 4],
  ['feed broken', 7],
  ['process replaced', 1],
]
