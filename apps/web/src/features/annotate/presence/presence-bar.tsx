import { Faces } from './faces.tsx'
import { FollowPill } from './follow-pill.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useFollowing } from './use-following.ts'
import { useOwnPlace } from './use-own-place.ts'
import { usePeers } from './use-peers.ts'

/** Who else is here: their faces, what they have selected, and going along with one of them. */
export function PresenceBar() {
  useOwnPlace()
  usePeers()
  useFollowing()
  const said = useArrivals()
  return (
    <>
      <Faces />
      <FollowPill />
      <p className="sr-only" role="status">
        {said}
      </p>
    </>
  )
}
