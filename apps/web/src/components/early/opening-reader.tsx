import { ReaderPlaces } from './reader-places.tsx'
import { WhileOpening } from './while-opening.tsx'

/** Stands while a document opens. */
export function OpeningReader() {
  return (
    <WhileOpening>
      <ReaderPlaces />
    </WhileOpening>
  )
}
