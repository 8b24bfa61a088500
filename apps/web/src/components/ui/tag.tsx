import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'

const lookClass = {
  outline: '',
  plain: 'tag--plain',
  dash: 'tag--dash',
  good: 'tag--good',
  warn: 'tag--warn',
  bad: 'tag--bad',
}

export type TagProps = {
  readonly children: ReactNode
  readonly look?: keyof typeof lookClass
  /** What the cross takes away, and how. */
  readonly removal?: { readonly name: string; readonly onRemove: () => void }
}

/** A word in a pill: a version, a topic, an alias, a status. Colour never stands without its word. */
export function Tag({ children, look = 'outline', removal }: TagProps) {
  return (
    <span className={cn('tag', lookClass[look])}>
      {children}
      {removal !== undefined && (
        <button
          type="button"
          aria-label={componentsText.remove(removal.name)}
          onClick={removal.onRemove}
        >
          <X className="icon icon--sm" />
        </button>
      )}
    </span>
  )
}
