import type { CommentBody, UserId } from '@parallax/domain'

/** Somebody whom a comment may name. */
export type Nameable = { readonly id: UserId; readonly name: string }

/** What a comment says, as one types it: people by an @ and their name. */
export function typedBody(body: CommentBody, nameOf: (user: UserId) => string): string {
  return body
    .map((piece) => (typeof piece === 'string' ? piece : `@${nameOf(piece.user)}`))
    .join('')
}

/**
 * What was typed, as a comment says it; `null` when that is nothing. An @ with the name of somebody
 * who may be named is that person; of several with one name, the first.
 */
export function bodyOfTyped(typed: string, people: readonly Nameable[]): CommentBody | null {
  const text = typed.trim()
  if (text === '') return null
  // The longest first: “@Ada Lind” is not Ada.
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length)
  const pieces: (string | { user: UserId })[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, from))) {
    const person = isInWord(text, at) ? undefined : personAt(text, at, byLength)
    if (!person) continue
    if (at > from) pieces.push(text.slice(from, at))
    pieces.push({ user: person.id })
    from = at + 1 + person.name.length
  }
  if (from < text.length) pieces.push(text.slice(from))
  return pieces
}

/** The beginning of a name that is being typed before the caret, and where its @ stands. */
export type NameTyped = { readonly atUtf16: number; readonly words: string }

const longestNameUtf16 = 40

/** What stands between an @ and the caret, while it may still become a name. */
export function nameBeingTyped(typed: string, caretUtf16: number): NameTyped | null {
  const before = typed.slice(0, caretUtf16)
  const atUtf16 = before.lastIndexOf('@')
  if (atUtf16 < 0 || isInWord(before, atUtf16)) return null
  const words = before.slice(atUtf16 + 1)
  return words.length > longestNameUtf16 || /[\n@]/.test(words) ? null : { atUtf16, words }
}

/** Whose names go on from these words, at the start of any word of the name; nobody when all is typed. */
export function peopleNamed(words: string, people: readonly Nameable[]): readonly Nameable[] {
  const wanted = words.toLocaleLowerCase()
  return people.filter(({ name }) => {
    const whole = name.toLocaleLowerCase()
    if (whole === wanted) return false
    return whole.startsWith(wanted) || (wanted !== '' && whole.includes(` ${wanted}`))
  })
}

function personAt(text: string, at: number, people: readonly Nameable[]): Nameable | undefined {
  return people.find(({ name }) => {
    const end = at + 1 + name.length
    return (
      name !== '' && text.slice(at + 1, end) === name && !/^[\p{L}\p{N}_]/u.test(text.slice(end))
    )
  })
}

/** Whether an @ stands inside of a word, as in an address. */
function isInWord(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}_]$/u.test(text.slice(0, at))
}
