import type { Annotation, CorpusDocument } from '@parallax/formats'
import type { SomeCorpus as Corpus } from '@parallax/formats/test'

/** A stretch of text as a reader sees it: document, label, start, end (half-open), covered text. */
export type ReadSpan = readonly [string, string, number, number, string]

/** How a format shows what has a place. */
export type SpanView = {
  /** What its readers count. */
  readonly unit: 'utf16' | 'code-points'
  /**
   * `records`: one span per mention, claim and stance, its parts joined with a space; `regions`: one
   * per part, and one per part of the words of sources, cues and conditions.
   */
  readonly cut: 'records' | 'regions'
}

/** What a reader must see of a corpus. Documents are known by their titles. */
export function expectedSpans({ documents }: Corpus, view: SpanView): readonly ReadSpan[] {
  return documents.flatMap((document) => {
    const spell = spelling(document, view)
    return annotationsOf(document).flatMap((annotation) => {
      const label = annotation.label ?? annotation.kind
      return view.cut === 'records'
        ? recordSpan(annotation, label, spell)
        : regions(annotation, label, spell)
    })
  })
}

type Spell = (label: string, extent: Annotation['extent']) => readonly ReadSpan[]

function spelling({ text, name, meta }: CorpusDocument, { unit }: SpanView): Spell {
  const at = (utf16: number) => (unit === 'utf16' ? utf16 : [...text.slice(0, utf16)].length)
  return (label, extent) => {
    const [first, last] = [extent[0], extent.at(-1)]
    if (!first || !last) return []
    const words = extent.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16))
    const title = meta.title ?? name
    return [[title, label, at(first.startUtf16), at(last.endUtf16), words.join(' ')]]
  }
}

const placedKinds: readonly string[] = ['mention', 'claim', 'stance']

function recordSpan({ kind, extent }: Annotation, label: string, spell: Spell) {
  return placedKinds.includes(kind) ? spell(label, extent) : []
}

/** What hangs on a record without a place has no region of its own: the relation's cue has one. */
function regions({ kind, extent, passages }: Annotation, label: string, spell: Spell) {
  const isPlaced = placedKinds.includes(kind) && extent.length > 0
  const own = isPlaced ? extent.flatMap((part) => spell(label, [part])) : []
  const words = passages.flatMap(({ role, extent: parts }) =>
    parts.flatMap((part) => spell(role.replace(/\.\d+$/, ''), [part])),
  )
  return isPlaced || kind === 'relation' ? [...own, ...words] : own
}

function annotationsOf({ layers }: CorpusDocument): readonly Annotation[] {
  return layers.flatMap(({ annotations }) => annotations)
}

/** How many there are of everything that readers count. What must never be is expected 0 times. */
export function expectedCounts(corpus: Corpus): Readonly<Record<string, number>> {
  const { head, documents } = corpus
  const annotations = documents.flatMap(annotationsOf)
  const of = (kind: string) => annotations.filter((each) => each.kind === kind).length
  const layers = documents.map((document) => document.layers.length)
  return {
    documents: documents.length,
    'documents in train': documents.length,
    layers: sum(layers),
    lines: sum(layers.map((count) => Math.max(1, count))),
    mentions: of('mention'),
    claims: of('claim'),
    stances: of('stance'),
    relations: of('relation'),
    labels: of('documentLabel'),
    zones: sum(documents.map(({ zones }) => zones.length)),
    'zones in lines': sum(
      documents.map(({ zones, layers }) => zones.length * Math.max(1, layers.length)),
    ),
    entities: head.entities.length,
    propositions: head.propositions.length,
    spans: expectedSpans(corpus, { unit: 'utf16', cut: 'regions' }).length,
    'wrong texts': 0,
    'wrong words': 0,
    'refused results': 0,
    'against the schema': 0,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** What a reader saw. */
export type Reading = {
  readonly spans: readonly ReadSpan[]
  readonly counts: Readonly<Record<string, number>>
}

/** Where a reading is not what was meant, in words; spans may come in any order. */
export function differencesOf(meant: Reading, found: Reading): readonly string[] {
  return [...spanDifferences(meant.spans, found.spans), ...countDifferences(meant, found)]
}

function spanDifferences(meant: readonly ReadSpan[], found: readonly ReadSpan[]) {
  const open = new Map<string, number>()
  for (const span of meant) add(open, JSON.stringify(span), 1)
  for (const span of found) add(open, JSON.stringify(span), -1)
  return [...open].flatMap(([span, count]) => {
    if (count === 0) return []
    return [count > 0 ? `not seen: ${span}` : `not meant: ${span}`]
  })
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** A reader counts some of what there is; nothing that it counts may be unknown here. */
function countDifferences(meant: Reading, found: Reading): readonly string[] {
  return Object.entries(found.counts).flatMap(([name, count]) =>
    meant.counts[name] === count ? [] : [`${name}: ${count} instead of ${meant.counts[name]}`],
  )
}
