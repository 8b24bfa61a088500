import type { RecordId } from '@parallax/domain'
import { defaultCommandOf } from '../../components/keys/effective-keys.ts'

type Keyed = { readonly id: RecordId; readonly key: string | null; readonly name: string }

/** Why a key should not be given to a label, or `undefined`. */
export type KeyClash =
  | { readonly kind: 'label'; readonly name: string }
  /** What the key does on the reading screen. */
  | { readonly kind: 'command'; readonly name: string }

/** What else the key of a label does: another label's, or a command of the reading screen. */
export function keyClash(
  labels: readonly Keyed[],
  id: RecordId,
  key: string,
): KeyClash | undefined {
  const wanted = key.toLowerCase()
  if (wanted === '') return undefined
  const command = defaultCommandOf(wanted)
  if (command !== undefined) return { kind: 'command', name: command }
  const other = labels.find((label) => label.id !== id && label.key?.toLowerCase() === wanted)
  return other && { kind: 'label', name: other.name }
}

/** The first of 1 to 9 that no label has, or `null`. */
export function freeKey(labels: readonly Pick<Keyed, 'key'>[]): string | null {
  const taken = new Set(labels.map(({ key }) => key))
  return [...'123456789'].find((key) => !taken.has(key)) ?? null
}

/** The first of the twelve colours that the fewest labels have. */
export function freeColour(labels: readonly { readonly colour: number }[]): number {
  const uses = Array.from({ length: 12 }, (_, at) => ({
    colour: at + 1,
    count: labels.filter(({ colour }) => colour === at + 1).length,
  }))
  return uses.reduce((best, each) => (each.count < best.count ? each : best)).colour
}
