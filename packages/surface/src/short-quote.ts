import { endOf, type SurfaceRecord, startOf } from './surface-record.ts'

const maxUtf16 = 24

/** The first words of a record, whole characters only, with an ellipsis when there are more. */
export function shortQuote(record: Pick<SurfaceRecord, 'parts'>, text: string): string {
  const startUtf16 = startOf(record)
  const endUtf16 = endOf(record)
  if (endUtf16 - startUtf16 <= maxUtf16) return text.slice(startUtf16, endUtf16)
  const cut = text.slice(startUtf16, startUtf16 + maxUtf16)
  return `${cut.replace(/[\s\ud800-\udbff]+$/, '')}…`
}
