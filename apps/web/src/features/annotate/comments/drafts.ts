import type { DocumentId, Extent, UserId } from '@parallax/domain'
import { noteField } from '../../../sync/typed-words.ts'

/** What somebody has begun to write: their name for it, and the words so far. */
export type Draft = { readonly user: UserId; readonly name: string }

/** A comment that was begun on a passage and not sent. */
export type PassageDraft = { readonly extent: Extent; readonly words: string }

/** Drafts that the browser would not keep: they go with the page, which asks before it goes. */
const unkept = new Map<string, string>()
noteField({ write: () => undefined, hasWords: () => unkept.size > 0 })

/** The words of a draft, which outlive the page; `undefined` when there are none. */
export function draftWords(draft: Draft): string | undefined {
  return unkept.get(keyOf(draft)) ?? localStorage.getItem(keyOf(draft)) ?? undefined
}

/** Keeps the words of a draft until it is sent or given up; without words it is gone. */
export function keepDraft(draft: Draft, words: string): void {
  const key = keyOf(draft)
  unkept.delete(key)
  try {
    if (words === '') localStorage.removeItem(key)
    else localStorage.setItem(key, words)
  } catch {
    // No room, or none wanted.
    unkept.set(key, words)
  }
}

/** The name of a draft on a passage of a document. */
export function passageDraft(documentId: DocumentId, extent: Extent): string {
  return `passage ${documentId} ${JSON.stringify(extent)}`
}

/** What this person has begun to write on passages of a document, in the order of the text. */
export function passageDrafts(user: UserId, documentId: DocumentId): readonly PassageDraft[] {
  const start = keyOf({ user, name: `passage ${documentId} ` })
  const keys = [...Object.keys(localStorage), ...unkept.keys()]
  return keys
    .filter((key) => key.startsWith(start))
    .flatMap((key) => {
      const extent = read(key.slice(start.length))
      const words = unkept.get(key) ?? localStorage.getItem(key)
      return isExtent(extent) && words !== null ? [{ extent, words }] : []
    })
    .sort((a, b) => (a.extent[0]?.startUtf16 ?? 0) - (b.extent[0]?.startUtf16 ?? 0))
}

function keyOf({ user, name }: Draft): string {
  return `parallax.draft ${user} ${name}`
}

function read(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // Somebody else wrote there: as if nothing were kept.
    return null
  }
}

function isExtent(found: unknown): found is Extent {
  return (
    Array.isArray(found) &&
    found.length > 0 &&
    found.every((part) => Number.isInteger(part?.startUtf16) && Number.isInteger(part?.endUtf16))
  )
}
