import { cn } from '../../../components/cn.ts'
import { Face } from '../../../components/ui/face.tsx'
import { useFollowed, useOthersHere } from '../../../sync/use-presence.ts'
import { useAnnotation } from '../annotate-context.ts'
import { presenceText } from './presence-text.ts'

const mostShown = 5

/** A face for everyone else who is here; pressing it takes one to where they are, and along. */
export function Faces() {
  const { annotation } = useAnnotation()
  const others = useOthersHere()
  const followed = useFollowed()
  if (others.length === 0) return null
  const { session, opened } = annotation
  const isHere = (document: string | null) => document === opened.documentId
  const sorted = others.toSorted(
    (a, b) => Number(isHere(b.at.document)) - Number(isHere(a.at.document)),
  )
  const hidden = sorted.slice(mostShown)
  return (
    <ul className="faces faces--here" aria-label={presenceText.others} data-presence>
      {sorted.slice(0, mostShown).map(({ user, at }) => {
        const name = session.personName(user)
        const isFollowed = user === followed
        const way = isHere(at.document) ? presenceText.followHere : presenceText.followThere
        const label = isFollowed ? presenceText.unfollow(name) : way(name)
        return (
          <li key={user}>
            <button
              type="button"
              className={cn('face-button', isFollowed && 'is-followed')}
              aria-label={label}
              aria-pressed={isFollowed}
              title={label}
              onClick={() => session.presence.follow(isFollowed ? null : user)}
            >
              <Face userId={user} name={name} isAway={!isHere(at.document)} isDecorative />
            </button>
          </li>
        )
      })}
      {hidden.length > 0 && (
        <li
          className="count num"
          title={hidden.map(({ user }) => session.personName(user)).join(', ')}
        >
          {presenceText.more(hidden.length)}
        </li>
      )}
    </ul>
  )
}
