import { cn } from '../cn.ts'

const COLOURS = [1, 2, 3, 4] as const

/** Which of the four people's colours belongs to this person: the same in every browser. */
export function peerColour(userId: string): (typeof COLOURS)[number] {
  let mixed = 0x811c9dc5
  for (const letter of userId) {
    mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return COLOURS[(mixed >>> 13) % COLOURS.length] ?? 1
}

const peerClass = { 1: 'face--1', 2: 'face--2', 3: 'face--3', 4: 'face--4' }
const sizeClass = { sm: 'face--sm', md: '', lg: 'face--lg', xl: 'face--xl' }

export type FaceProps = {
  readonly userId: string
  readonly name: string
  readonly size?: keyof typeof sizeClass
  /** Belongs here, but is not here now. */
  readonly isAway?: boolean
  /** The name stands beside it already. */
  readonly isDecorative?: boolean
}

/** A person: initials on their colour. */
export function Face({
  userId,
  name,
  size = 'md',
  isAway = false,
  isDecorative = false,
}: FaceProps) {
  return (
    <span
      className={cn('face', peerClass[peerColour(userId)], sizeClass[size], isAway && 'is-away')}
      title={name}
      // What only decorates is drawn by the style sheet: it is no text of what it stands in.
      {...(isDecorative
        ? { 'aria-hidden': true, 'data-initials': initials(name) }
        : { role: 'img', 'aria-label': name })}
    >
      {!isDecorative && initials(name)}
    </span>
  )
}

/** First letters of the first and the last word, or of the only one. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const letters = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)]
  return letters.map((word) => firstLetter(word ?? '')).join('')
}

function firstLetter(word: string): string {
  for (const letter of word) return letter.toLocaleUpperCase()
  return '?'
}
