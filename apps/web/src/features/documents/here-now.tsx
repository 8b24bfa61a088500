import { Face } from '../../components/ui/face.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useOthersHere } from '../../sync/use-presence.ts'
import { documentsText as text } from './documents-text.ts'

const mostShown = 3

/** Who else has this document open now. */
export function HereNow({ document }: { readonly document: string }) {
  const session = useSession()
  const here = useOthersHere().filter(({ at }) => at.document === document)
  if (here.length === 0) return null
  const names = here.map(({ user }) => session.personName(user))
  const words = text.hereNow(names)
  return (
    <span className="docs__here faces" role="img" aria-label={words} title={words}>
      {here.slice(0, mostShown).map(({ user }, at) => (
        <Face key={user} userId={user} name={names[at] ?? ''} size="sm" isDecorative />
      ))}
      {here.length > mostShown && <span className="count num">+{here.length - mostShown}</span>}
    </span>
  )
}
