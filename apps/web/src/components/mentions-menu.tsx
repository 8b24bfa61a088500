import type { UserId } from '@parallax/domain'
import { AtSign } from 'lucide-react'
import { useSession } from '../sync/project-provider.tsx'
import type { ApiOutputs } from './api-outputs.ts'
import { mentionsText } from './mentions-text.ts'
import { documentPath } from './project-path.ts'
import { Menu, MenuItem } from './ui/menu.tsx'
import { useCommentsWaiting } from './use-comments-waiting.ts'

type Mention = ApiOutputs['comments']['waiting']['mentions'][number]

const longestWordsUtf16 = 90

/** Unread comments that name this person, each a way to where it stands. Nothing while there are none. */
export function MentionsMenu() {
  const waiting = useCommentsWaiting()
  const { project } = useSession()
  if (!waiting || waiting.mentionCount === 0) return null
  return (
    <Menu
      side="top"
      trigger={
        <button type="button" className="nav__item">
          <AtSign className="icon" />
          {mentionsText.open(waiting.mentionCount)}
        </button>
      }
    >
      {waiting.mentions.map((mention) => (
        <MenuItem
          key={mention.comment}
          href={`${documentPath(project.id, mention.document)}?comment=${mention.comment}`}
          hint={mention.documentTitle}
        >
          <MentionWords mention={mention} />
        </MenuItem>
      ))}
    </Menu>
  )
}

function MentionWords({ mention }: { readonly mention: Mention }) {
  const session = useSession()
  const nameOf = (id: UserId) => session.personName(id)
  const words = mention.body
    .map((piece) => (typeof piece === 'string' ? piece : `@${nameOf(piece.user)}`))
    .join('')
    .replace(/\s+/g, ' ')
  const shown = words.length > longestWordsUtf16 ? `${words.slice(0, longestWordsUtf16)}…` : words
  return mentionsText.said(nameOf(mention.author), shown)
}
