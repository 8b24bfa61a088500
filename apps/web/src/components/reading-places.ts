/** Where somebody was in a document. */
export type ReadingPlace = {
  readonly documentId: string
  readonly userId: string
  /** The first letter that was in sight. */
  readonly topUtf16: number
  readonly openId: string | null
}

export const PLACES_KEY = 'parallax.places'
/** The oldest are forgotten. */
export const mostPlaces = 60

/** The places that were kept, the newest first; none where they cannot be read. */
export function readPlaces(kept: string | null): readonly ReadingPlace[] {
  try {
    const read: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(read) && read.every(isPlace) ? read.slice(0, mostPlaces) : []
  } catch {
    // Somebody else wrote there: as if nothing were kept.
    return []
  }
}

/** By hand, so that the early text need not wait for what checks everything else. */
function isPlace(read: unknown): read is ReadingPlace {
  if (typeof read !== 'object' || read === null) return false
  const { documentId, userId, topUtf16, openId }: Partial<Record<keyof ReadingPlace, unknown>> =
    read
  const isOffset = typeof topUtf16 === 'number' && Number.isSafeInteger(topUtf16) && topUtf16 >= 0
  const isRecord = typeof openId === 'string' || openId === null
  return typeof documentId === 'string' && typeof userId === 'string' && isOffset && isRecord
}

/** The places with a newer one, of which each person has one in each document. */
export function placesWith(
  places: readonly ReadingPlace[],
  place: ReadingPlace,
): readonly ReadingPlace[] {
  const others = places.filter((each) => !isOfSame(each, place))
  return [place, ...others].slice(0, mostPlaces)
}

/** Where that person was in that document. */
export function placeIn(
  places: readonly ReadingPlace[],
  sought: Pick<ReadingPlace, 'documentId' | 'userId'>,
): ReadingPlace | undefined {
  return places.find((each) => isOfSame(each, sought))
}

type Whose = Pick<ReadingPlace, 'documentId' | 'userId'>

function isOfSame(a: Whose, b: Whose): boolean {
  return a.documentId === b.documentId && a.userId === b.userId
}
