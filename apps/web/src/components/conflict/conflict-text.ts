import type { RecordKind } from '@parallax/domain'
import { kindWords } from '../history/history-text.ts'

/** What is said where two people wrote the same, in one place. */
export const conflictText = {
  label: (kind: RecordKind) => `Two versions of this ${kindWords[kind][0]}`,
  changed: (name: string, kind: RecordKind) =>
    `${name} changed this ${kindWords[kind][0]} while you did.`,
  changedSince: (kind: RecordKind) =>
    `You changed this ${kindWords[kind][0]} yourself, before or after.`,
  differ: (count: number) => (count === 1 ? 'One field differs.' : `${count} fields differ.`),
  of: (count: number) => `1 of ${count}`,
  yours: 'Yours',
  keepYours: 'Keep yours',
  takeTheirs: (name: string) => `Take ${name}’s`,
  takeLater: 'Leave it as it is',
  allMine: (count: number) => `Yours in all ${count}`,
  allTheirs: (count: number) => `Theirs in all ${count}`,
  fieldByField: 'Choose field by field',
  apply: 'Do it so',
  later: 'Later',
  nothingLost: 'Nothing is lost: the other version stays in the history.',
  deletedBy: (name: string, kind: RecordKind) =>
    `${name} deleted this ${kindWords[kind][0]} while you changed it. Your change is kept with it.`,
  restore: 'Bring it back',
  fieldOf: (field: string) => `Which ${field}?`,
} as const
