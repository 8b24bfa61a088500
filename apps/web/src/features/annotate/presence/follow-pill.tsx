import { Button } from '../../../components/ui/button.tsx'
import { Face } from '../../../components/ui/face.tsx'
import { useFollowed, useOthersHere } from '../../../sync/use-presence.ts'
import { useAnnotation } from '../annotate-context.ts'
import { presenceText } from './presence-text.ts'

/** Says that one goes along with a colleague, and ends it. */
export function FollowPill() {
  const { session } = useAnnotation().annotation
  const followed = useFollowed()
  const others = useOthersHere()
  if (followed === null) return null
  const name = session.personName(followed)
  const isHere = others.some(({ user }) => user === followed)
  return (
    <div className="pop follow-pill" role="status" data-presence>
      <Face userId={followed} name={name} size="sm" isAway={!isHere} isDecorative />
      <span>{isHere ? presenceText.following(name) : presenceText.waiting(name)}</span>
      <Button size="sm" onClick={() => session.presence.follow(null)}>
        {presenceText.stop}
        <kbd>Esc</kbd>
      </Button>
    </div>
  )
}
