import { jsonEqual } from '@parallax/domain'
import type { CorpusDocument } from '@parallax/formats'

type Meta = CorpusDocument['meta']

/**
 * Whether a document may be another of the same text, brought once more by somebody else: what is
 * known of it says nothing that the other does not say. One report in five outlets is five documents.
 */
export function saysNoMore(meta: Meta, than: Meta): boolean {
  const known = new Map<string, unknown>(Object.entries(than))
  return Object.entries(meta).every(
    ([field, value]) => value === undefined || jsonEqual(value, known.get(field)),
  )
}

/** How much of what is known of a document another says too. */
export function alikeness(meta: Meta, other: Meta): number {
  const known = new Map<string, unknown>(Object.entries(other))
  return Object.entries(meta).filter(
    ([field, value]) => value !== undefined && jsonEqual(value, known.get(field)),
  ).length
}

/** The documents that a file has made of one text, in its order. */
export class SameText {
  readonly #made: { readonly meta: Meta; readonly id: string }[] = []

  /** The first document that this one may be; `undefined` where it is one of its own. */
  find(meta: Meta): string | undefined {
    return this.#made.find((each) => saysNoMore(meta, each.meta))?.id
  }

  get isEmpty(): boolean {
    return this.#made.length === 0
  }

  add(meta: Meta, id: string): void {
    this.#made.push({ meta, id })
  }
}
