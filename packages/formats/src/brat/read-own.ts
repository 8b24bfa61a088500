import type { Extent } from '@parallax/domain'
import type { Annotation, CorpusProblem, Link, Passage, Signature } from '../corpus/corpus.ts'
import { tidyExtent } from '../corpus/tidy-extent.ts'
import { unescapeField } from './escape.ts'
import { decodeId } from './norm-lists.ts'
import { normBases, passageTypes, roleOf } from './roles.ts'
import type { Argument, EventLine, NormLine, Standoff } from './standoff.ts'
import { ValueReader } from './values.ts'

/** Annotations of one document, and what is wrong with their lines. */
export type ReadAnnotations = {
  readonly annotations: readonly Annotation[]
  readonly problems: readonly CorpusProblem[]
}

type Kind = Annotation['kind']
type Draft = {
  readonly id: string
  readonly kind: Kind
  readonly label: string | null
  readonly extent: Extent
  readonly passages: Passage[]
  readonly links: Link[]
  readonly values: ValueReader
  signature: Signature | null
}

/** What `standoffOf` wrote, as the annotations that it was given. */
export function readOwn(
  standoff: Standoff,
  { text, extents }: { readonly text: string; readonly extents: ReadonlyMap<string, Extent> },
  original: (safe: string) => string,
): ReadAnnotations {
  return new OwnReader(standoff, text, extents, original).read()
}

class OwnReader {
  readonly #standoff: Standoff
  readonly #text: string
  readonly #extents: ReadonlyMap<string, Extent>
  readonly #original: (safe: string) => string
  readonly #drafts = new Map<string, Draft>()
  readonly #problems: CorpusProblem[] = []
  readonly #types: ReadonlyMap<string, string>

  constructor(
    standoff: Standoff,
    text: string,
    extents: ReadonlyMap<string, Extent>,
    original: (safe: string) => string,
  ) {
    this.#standoff = standoff
    this.#text = text
    this.#extents = extents
    this.#original = original
    this.#types = new Map(standoff.spans.map(({ id, type }) => [id, type]))
  }

  read(): ReadAnnotations {
    this.#mentions()
    for (const event of this.#standoff.events) this.#event(event)
    for (const { id, type } of this.#standoff.relations)
      this.#draft(id, 'relation', this.#original(type), [])
    for (const line of [...this.#standoff.events, ...this.#standoff.relations])
      for (const argument of line.arguments) this.#argument(line, argument)
    this.#details()
    const annotations = [...this.#drafts.values()].map(({ values, ...draft }) => {
      return { ...draft, values: values.values }
    })
    return { annotations, problems: this.#problems }
  }

  #draft(id: string, kind: Kind, label: string | null, extent: Extent): Draft {
    const values = new ValueReader(this.#original)
    const draft = { id, kind, label, extent, passages: [], links: [], values, signature: null }
    this.#drafts.set(id, draft)
    return draft
  }

  #mentions(): void {
    const triggers = new Set(this.#standoff.events.map(({ trigger }) => trigger))
    for (const { id, type } of this.#standoff.spans) {
      const extent = this.#extents.get(id)
      if (extent && !triggers.has(id) && !passageTypes.includes(type))
        this.#draft(id, 'mention', this.#original(type), extent)
    }
  }

  #event({ id, trigger }: EventLine): void {
    const type = this.#types.get(trigger) ?? ''
    const extent = this.#whole(trigger)
    if (type === 'Claim') this.#draft(id, 'claim', null, extent)
    else if (type === 'Stance') this.#draft(id, 'stance', null, extent)
    else
      this.#draft(id, 'relation', this.#original(type), []).passages.push({ role: 'cue', extent })
  }

  /** A passage of several lines, which brat has in fragments, as the one that it was. */
  #whole(id: string): Extent {
    return tidyExtent(this.#extents.get(id) ?? [], this.#text, false).extent
  }

  #argument(line: EventLine | Standoff['relations'][number], { role, id }: Argument): void {
    const draft = this.#drafts.get(line.id)
    if (this.#drafts.has(id))
      draft?.links.push({ role: ownRoles[role] ?? roleOf(role), to: { kind: 'annotation', id } })
    else if (this.#extents.has(id))
      draft?.passages.push({ role: roleOf(role), extent: this.#whole(id) })
    else this.#missing(line, id)
  }

  #missing({ file, line }: { readonly file: string; readonly line: number }, id: string): void {
    this.#problems.push({ file, line, message: `${id} is not there.` })
  }

  #details(): void {
    for (const line of this.#standoff.attributes)
      this.#of(line)?.values.attribute(line.name, line.value)
    for (const line of this.#standoff.notes) {
      const draft = this.#of(line)
      if (draft && line.type === 'Signed') draft.signature = signatureOf(line.text)
      else draft?.values.note(line.type, line.text)
    }
    for (const line of this.#standoff.norms) {
      const draft = this.#of(line)
      const to = draft && endOf(line)
      if (to) draft.links.push({ role: roleOfNorm(line, to), to })
    }
  }

  #of(line: { readonly target: string; readonly file: string; readonly line: number }) {
    const draft = this.#drafts.get(line.target)
    if (!draft) this.#missing(line, line.target)
    return draft
  }
}

const ownRoles: Readonly<Record<string, string>> = { Arg1: 'from', Arg2: 'to' }

function signatureOf(text: string): Signature {
  const at = text.indexOf(' ')
  return { at: text.slice(0, at), by: unescapeField(text.slice(at + 1)) }
}

function endOf({ base, key }: NormLine): Link['to'] | undefined {
  const id = decodeId(key)
  if (base === normBases.entity) return { kind: 'entity', id }
  return base === normBases.proposition ? { kind: 'proposition', id } : undefined
}

function roleOfNorm({ type }: NormLine, { kind }: Link['to']): string {
  if (type !== 'Reference') return roleOf(type)
  return kind === 'entity' ? 'entity' : 'proposition'
}
