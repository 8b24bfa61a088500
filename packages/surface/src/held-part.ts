import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

/** Which part's ends the edge keys move; undefined while they move the outer ends of the record. */
export function heldPartOf(
  { heldPart }: Pick<SurfaceContext, 'heldPart'>,
  { parts }: Pick<SurfaceRecord, 'parts'>,
): number | undefined {
  return heldPart?.count === parts.length ? heldPart.index : undefined
}
