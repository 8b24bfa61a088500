import type { TextRange, ZoneKind } from '@parallax/domain'

/** What stands in the text, from the line nearest the letters outwards. */
export const shapes = ['mention', 'claim', 'stance'] as const
export type Shape = (typeof shapes)[number]

/** One record as the surface draws it. Painters make these from the records of the domain. */
export type SurfaceRecord = {
  readonly id: string
  readonly shape: Shape
  /** Sorted, not overlapping, not empty. More than one part is one record with gaps. */
  readonly parts: readonly TextRange[]
  /** Which of the twelve label colours, 1 to 12. */
  readonly colour: number
  /** The words of its chip, or null for none. */
  readonly chip: string | null
  /** A value set in bold at the end of the chip, such as `+2`. */
  readonly chipValue: string | null
  /** One sentence for assistive technology. */
  readonly description: string
  /** Drawn lighter: proposed and not yet confirmed. */
  readonly tentative?: boolean
}

/** A stretch of text with one role in the article. */
export type SurfaceZone = TextRange & { readonly kind: ZoneKind; readonly note: string }

/** How far apart the first and the last letter of a record are, in UTF-16 units. */
export function spanUtf16(record: SurfaceRecord): number {
  return endOf(record) - startOf(record)
}

/** Where a record begins; 0 for one without parts. */
export function startOf(record: Pick<SurfaceRecord, 'parts'>): number {
  return record.parts[0]?.startUtf16 ?? 0
}

/** Where a record ends; 0 for one without parts. */
export function endOf(record: Pick<SurfaceRecord, 'parts'>): number {
  return record.parts.at(-1)?.endUtf16 ?? 0
}
