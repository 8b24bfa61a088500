import * as z from 'zod/mini'
import type { Refusal } from '../refusal.ts'
import { checkRange, type TextRange } from '../text-range.ts'

export const zoneKinds = [
  'headline',
  'subheading',
  'byline',
  'body',
  'caption',
  'credit',
  'boilerplate',
] as const
export type ZoneKind = (typeof zoneKinds)[number]
export const zoneKindSchema = z.enum(zoneKinds)

export const zoneSchema = z.readonly(
  z.strictObject({
    kind: zoneKindSchema,
    startUtf16: z.int(),
    endUtf16: z.int(),
    note: z.string().check(z.maxLength(500)),
  }),
)
/** A stretch of the text that plays one part in the page: headline, body, boilerplate… */
export type Zone = z.infer<typeof zoneSchema>

/** Why zones cannot stand in `text` (invariant 8), or `undefined` when they can. */
export function checkZones(zones: readonly Zone[], text: string): Refusal | undefined {
  let coveredUtf16 = 0
  for (const zone of zones) {
    const refusal =
      checkRange(zone, text) ??
      (zone.startUtf16 < coveredUtf16 ? { code: 'zones-overlap' as const } : undefined) ??
      (zones.length > 0 ? checkGap(text, coveredUtf16, zone.startUtf16) : undefined)
    if (refusal) return refusal
    coveredUtf16 = zone.endUtf16
  }
  return zones.length > 0 ? checkGap(text, coveredUtf16, text.length) : undefined
}

function checkGap(text: string, fromUtf16: number, toUtf16: number): Refusal | undefined {
  const at = text.slice(fromUtf16, toUtf16).search(/\S/)
  return at < 0 ? undefined : { code: 'zones-incomplete', atUtf16: fromUtf16 + at }
}

/** The zone that holds all of `range`, or `null`. Before zones are set everything is body. */
export function zoneKindAt(zones: readonly Zone[], range: TextRange): ZoneKind | null {
  if (zones.length === 0) return 'body'
  return (
    zones.find((zone) => zone.startUtf16 <= range.startUtf16 && range.endUtf16 <= zone.endUtf16)
      ?.kind ?? null
  )
}
