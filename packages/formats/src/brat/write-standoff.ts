import type { Extent, TextRange } from '@parallax/domain'
import type {
  Annotation,
  CorpusDocument,
  CorpusHead,
  CorpusLayer,
  Link,
  Passage,
} from '../corpus/corpus.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { escapeField } from './escape.ts'
import { encodeId } from './norm-lists.ts'
import { bratRole, normBases, normTypeOf, spanTypeOf } from './roles.ts'
import type { SafeNames } from './safe-names.ts'
import { writeValue } from './values.ts'

/** The lines of one annotation of a document. */
export function standoffOf(
  { text }: Pick<CorpusDocument, 'text'>,
  { annotations }: CorpusLayer,
  words: (end: Link['to']) => string,
  names: SafeNames,
): string {
  const writer = new StandoffWriter(text, words, names)
  for (const annotation of annotations) writer.meet(annotation)
  for (const annotation of annotations) writer.write(annotation)
  return writer.text
}

/** What a link's end is called, for the words beside its id. */
export function wordsOfEnds({ entities, propositions }: CorpusHead): (end: Link['to']) => string {
  const names = new Map<string, string>([
    ...entities.map(({ id, name }) => [`entity ${id}`, name] as const),
    ...propositions.map(({ id, statement }) => [`proposition ${id}`, statement] as const),
  ])
  return ({ kind, id }) => names.get(`${kind} ${id}`) ?? ''
}

class StandoffWriter {
  readonly #text: string
  readonly #map: OffsetMap
  readonly #words: (end: Link['to']) => string
  readonly #names: SafeNames
  readonly #lines: string[] = []
  readonly #counts = new Map<string, number>()
  /** What annotations are called in this file, by their ids. */
  readonly #ids = new Map<string, string>()

  constructor(text: string, words: (end: Link['to']) => string, names: SafeNames) {
    this.#text = text
    this.#map = new OffsetMap(text)
    this.#words = words
    this.#names = names
  }

  get text(): string {
    return this.#lines.join('')
  }

  /** Gives an annotation its id, so that earlier ones can name it. */
  meet(annotation: Annotation): void {
    const sort = annotation.kind === 'mention' ? 'T' : isEvent(annotation) ? 'E' : 'R'
    this.#ids.set(annotation.id, this.#next(sort))
  }

  write(annotation: Annotation): void {
    const id = this.#ids.get(annotation.id) ?? ''
    if (annotation.kind === 'mention')
      this.#span(id, this.#names.of(annotation.label ?? ''), annotation.extent)
    else if (isEvent(annotation)) this.#event(id, annotation)
    else this.#relation(id, annotation)
    this.#details(id, annotation)
  }

  #next(sort: string): string {
    const count = (this.#counts.get(sort) ?? 0) + 1
    this.#counts.set(sort, count)
    return `${sort}${count}`
  }

  #line(...fields: readonly string[]): void {
    this.#lines.push(`${fields.join('\t')}\n`)
  }

  #span(id: string, type: string, extent: Extent): void {
    const pieces = extent.flatMap((range) => withinLines(range, this.#text))
    const offsets = pieces.map(({ startUtf16, endUtf16 }) =>
      [startUtf16, endUtf16].map((offset) => this.#map.toUnit(offset, 'code-points')).join(' '),
    )
    const words = pieces.map(({ startUtf16, endUtf16 }) => this.#text.slice(startUtf16, endUtf16))
    this.#line(id, `${type} ${offsets.join(';')}`, words.join(' ').replace(lineSigns, ' '))
  }

  #event(id: string, annotation: Annotation): void {
    const type = this.#typeOf(annotation)
    const cue = annotation.kind === 'relation' ? annotation.passages[0] : undefined
    const trigger = this.#next('T')
    this.#span(trigger, type, cue?.extent ?? annotation.extent)
    const passages = annotation.passages.filter((passage) => passage !== cue)
    const ends = annotation.links.flatMap((link) => this.#argument(link))
    const places = passages.map((passage) => this.#passage(passage))
    this.#line(id, [`${type}:${trigger}`, ...ends, ...places].join(' '))
  }

  #typeOf({ kind, label }: Annotation): string {
    if (kind === 'claim') return 'Claim'
    return kind === 'stance' ? 'Stance' : this.#names.of(label ?? '')
  }

  #relation(id: string, annotation: Annotation): void {
    const ends = annotation.links.flatMap((link) => this.#argument(link))
    this.#line(id, [this.#typeOf(annotation), ...ends].join(' '), '')
  }

  #argument({ role, to }: Link): readonly string[] {
    const id = to.kind === 'annotation' ? this.#ids.get(to.id) : undefined
    return id === undefined ? [] : [`${argumentRoles[role] ?? bratRole(role)}:${id}`]
  }

  #passage({ role, extent }: Passage): string {
    const id = this.#next('T')
    this.#span(id, spanTypeOf(role), extent)
    return `${bratRole(role)}:${id}`
  }

  /** What is said of an annotation besides where it is. */
  #details(id: string, { values, links, signature }: Annotation): void {
    for (const [name, value] of Object.entries(values))
      for (const written of writeValue(name, value, this.#names)) {
        if (written.sort === 'note') this.#note(id, written.name, written.text)
        else this.#line(this.#next('A'), [written.name, id, written.value ?? ''].join(' ').trim())
      }
    for (const link of links) this.#norm(id, link)
    if (signature) this.#note(id, 'Signed', `${signature.at} ${escapeField(signature.by)}`)
  }

  #note(id: string, type: string, text: string): void {
    this.#line(this.#next('#'), `${type} ${id}`, text)
  }

  #norm(id: string, link: Link): void {
    const { kind } = link.to
    if (kind === 'annotation') return
    const key = `${normBases[kind]}:${encodeId(link.to.id)}`
    this.#line(
      this.#next('N'),
      `${normTypeOf(link)} ${id} ${key}`,
      escapeField(this.#words(link.to)),
    )
  }
}

const argumentRoles: Readonly<Record<string, string>> = { from: 'Arg1', to: 'Arg2' }

/** Claims and stances, and relations with words that cue them, which are what triggers them. */
function isEvent({ kind, passages }: Annotation): boolean {
  return kind === 'claim' || kind === 'stance' || passages.length > 0
}

/** Signs that end a line or a field in some reader. */
const lineSigns = /[\t\n\r\v\f\u2028\u2029]/g

/** The pieces of a range in its lines, without the white space around line ends. */
function withinLines(range: TextRange, text: string): readonly TextRange[] {
  const pieces: TextRange[] = []
  const words = text.slice(range.startUtf16, range.endUtf16)
  let at = range.startUtf16
  for (const line of words.split('\n')) {
    const startUtf16 = at + line.length - line.trimStart().length
    const endUtf16 = at + line.trimEnd().length
    if (startUtf16 < endUtf16) pieces.push({ startUtf16, endUtf16 })
    at += line.length + 1
  }
  return pieces
}
