import type { Codec } from '../codecs/codec-definition.ts'
import { type OffsetUnit, offsetUnits } from '../offsets/offset-map.ts'
import type { FormatWish } from './write-format.ts'

/** The units that offsets of a format may count; none where it has no offsets. */
export function unitsOf({ choosesUnit, offsetUnit }: Codec): readonly OffsetUnit[] {
  if (choosesUnit) return offsetUnits
  return offsetUnits.filter((unit) => unit === offsetUnit)
}

/** Whether kinds and fields can be left out: not of a project as it is, nor of a mere codebook. */
export function choosesParts(codec: Codec): boolean {
  return codec.via === 'corpus' ? codec.holds.documents : codec.keepsKind !== 'all'
}

/** Why nothing can be written as wished, in a sentence for whoever wished it; else `undefined`. */
export function problemOfWish({
  codec,
  offsetUnit,
  kinds,
  without = [],
  hasSideFile,
}: Omit<FormatWish, 'tools'>): string | undefined {
  const { title } = codec
  if (offsetUnit && !unitsOf(codec).includes(offsetUnit))
    return `What offsets count cannot be chosen in the format ${title}.`
  if ((kinds || without.length > 0) && !choosesParts(codec))
    return `Kinds and fields cannot be left out of the format ${title}.`
  if (hasSideFile && without.length > 0)
    return 'A side file holds everything. Leave out no fields, or make none.'
  return undefined
}
