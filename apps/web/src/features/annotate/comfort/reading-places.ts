import * as z from 'zod'

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

const placesSchema = z.array(
  z.object({
    documentId: z.string(),
    userId: z.string(),
    topUtf16: z.int().min(0),
    openId: z.string().nullable(),
  }),
)

/** The places that were kept, the newest first; none where they cannot be read. */
export function readPlaces(kept: string | null): readonly ReadingPlace[] {
  try {
    const read = placesSchema.safeParse(JSON.parse(kept ?? '[]'))
    return read.success ? read.data.slice(0, mostPlaces) : []
  } catch {
    // Somebody else wrote there: as if nothing were kept.
    return []
  }
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
