import { canonicalText, type Extent } from '@parallax/domain'
import fc from 'fast-check'
import type {
  Annotation,
  CorpusDocument,
  CorpusEntity,
  CorpusHead,
  CorpusLayer,
  CorpusMeta,
  CorpusProposition,
  CorpusSource,
  CorpusValue,
  CorpusZone,
  Link,
  Passage,
} from '../src/corpus/corpus.ts'
import { tidyExtent } from '../src/corpus/tidy-extent.ts'

/** A whole corpus in memory, as laws want it. */
export type SomeCorpus = {
  readonly head: CorpusHead
  readonly documents: readonly CorpusDocument[]
}

/** Words that break parsers: emoji, combining marks, right to left, no spaces, markup, tables. */
const words = [
  'Peace',
  'naïve', // a combining mark
  '👩‍👩‍👧',
  '🇨🇭',
  '𝐀𝐁',
  'סְפָרַד',
  'مرحبا',
  '和平条約',
  '<b>&amp;',
  '"quote"',
  'a\tb',
  'x|y;z',
  '_*[1]',
  "l'été",
  'U.S.',
  '=1+1',
  '\\n',
  '…',
]
const gaps = [' ', ' ', ' ', '\n', '\n\n', '  ', '\u00a0']

/** A text in the form that documents have: not empty, LF, no half characters. */
export const someText = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...gaps)), {
    minLength: 1,
    maxLength: 14,
  })
  .map((pieces) => pieces.map(([word, gap]) => word + gap).join(''))

/** Graphemes of any script – astral, combining, right to left, joined – with line ends among them. */
export function someGraphemes(lineEnds: readonly string[]): fc.Arbitrary<string> {
  const grapheme = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    fc.constantFrom('\u0301', '\u200d', '\u200f', '\ufe0f', ' ', '\u3000'),
    fc.constantFrom(...lineEnds),
  )
  return fc
    .array(grapheme, { minLength: 1, maxLength: 24 })
    .map((graphemes) => graphemes.join(''))
    .filter((text) => canonicalText(text).ok)
}

/** Plain strings and ones that escape badly; never empty, no white space at their ends. */
const phrase = fc
  .oneof(
    fc.constantFrom(
      'plain',
      'two words',
      'a\tb',
      'line\nbreak',
      'q"uo\'te',
      '<&>',
      'a|b;c,d',
      'א 🦉',
    ),
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '' && !/\p{Cs}|\p{Cn}|\p{Co}|(?![\t\n])\p{Cc}/u.test(text))

const entityTypes = ['Person', 'Organisation', 'State', 'Document 📄']
const relationTypes = ['supports', 'part of']
const topics = ['trade', 'Frieden & Krieg', 'борьба']
const fields = { genre: ['news', 'opinion piece'], tone: ['calm'] } as const
const people = ['Ada Quist', 'Bo "B" Lind 🦉', 'Żaneta']

const label = (slot: CorpusHead['labels'][number]['slot'], set: string, name: string) => ({
  slot,
  set,
  name,
  parent: null,
  definition: '',
  colour: null,
})

type SomeLabel = CorpusHead['labels'][number]

/** Labels with what a codebook may say of them; one may be a part of an earlier one of its slot. */
const withDetails = (labels: readonly SomeLabel[]): fc.Arbitrary<readonly SomeLabel[]> =>
  fc
    .tuple(
      ...labels.map(() =>
        fc.record({
          above: fc.nat(9),
          definition: fc.oneof(fc.constant(''), phrase),
          colour: fc.option(fc.integer({ min: 1, max: 12 })),
          set: fc.constantFrom('', 'Kinds of things'),
        }),
      ),
    )
    .map((drawn) => {
      const made: SomeLabel[] = []
      for (const [index, label] of labels.entries()) {
        const { above = 0, definition = '', colour = null, set = '' } = drawn[index] ?? {}
        const own = label.slot === 'documentField' || set === '' ? label.set : set
        const parents = made.filter((each) => each.slot === label.slot && each.set === own)
        const parent = parents[above]?.name ?? null
        made.push({ ...label, definition, colour, parent, set: own })
      }
      return made
    })

const head: Pick<CorpusHead, 'name' | 'labels' | 'attributes'> = {
  name: 'River',
  labels: [
    ...entityTypes.map((name) => label('entityType', 'Entity types', name)),
    ...relationTypes.map((name) => label('relationType', 'Relations', name)),
    ...topics.map((name) => label('topic', 'Topics', name)),
    ...Object.entries(fields).flatMap(([field, values]) =>
      values.map((name) => label('documentField', field, name)),
    ),
  ],
  attributes: [
    { on: 'mention', name: 'irony', value: 'flag', set: null },
    { on: 'claim', name: 'page', value: 'number', set: null },
    { on: 'mention', name: 'remark', value: 'text', set: null },
    { on: 'stance', name: 'heat', value: 'number', set: null },
    { on: 'relation', name: 'sure', value: 'flag', set: null },
  ],
}

const entityIds = ['e1', 'e2', 'e3', 'e4']
const propositionIds = ['p1', 'p2']

const someEntities: fc.Arbitrary<readonly CorpusEntity[]> = fc
  .array(
    fc.record({ type: fc.constantFrom(...entityTypes), note: fc.oneof(fc.constant(''), phrase) }),
    {
      minLength: entityIds.length,
      maxLength: entityIds.length,
    },
  )
  .map((drawn) =>
    drawn.map(({ type, note }, index) => ({
      id: entityIds[index] ?? '',
      name: `Name ${index + 1} „ö“`,
      type,
      aliases: index === 0 ? ['A. Lias', 'Ω;x'] : [],
      externalIds: index === 1 ? { wikidata: 'Q42' } : {},
      collective: index === 3,
      members: index === 3 ? ['e1', 'e2'] : [],
      partOf: index === 1 ? 'e3' : null,
      note,
    })),
  )

const propositions: readonly CorpusProposition[] = propositionIds.map((id, index) => ({
  id,
  statement: `The river rises by ${index + 1} m, “they” say.`,
  topics: index === 0 ? ['trade'] : [],
  note: index === 0 ? 'Of the “upper” river only.' : '',
}))

/** Up to three parts anywhere in the text, in the form that records have; may be none. */
function someExtent(text: string, isWithinLines: boolean): fc.Arbitrary<Extent> {
  const places = boundaries(text)
  const range = fc.tuple(fc.nat(places.length - 1), fc.nat(places.length - 1)).map(([a, b]) => ({
    startUtf16: places[Math.min(a, b)] ?? 0,
    endUtf16: places[Math.max(a, b)] ?? 0,
  }))
  return fc
    .array(range, { minLength: 1, maxLength: 3 })
    .map((ranges) => tidyExtent(ranges, text, isWithinLines).extent)
}

function boundaries(text: string): readonly number[] {
  let at = 0
  const ends = [...text].map((character) => {
    at += character.length
    return at
  })
  return [0, ...ends]
}

type Facets = Pick<Annotation, 'values' | 'passages' | 'links' | 'label'>

const entityLink = (role: string): fc.Arbitrary<Link> =>
  fc.constantFrom(...entityIds).map((id) => ({ role, to: { kind: 'entity', id } }))
const propositionLink = (role: string): fc.Arbitrary<Link> =>
  fc.constantFrom(...propositionIds).map((id) => ({ role, to: { kind: 'proposition', id } }))
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.option(some, { nil: undefined }).map((value) => (value === undefined ? [] : [value]))
const sometimes = (name: string, value: fc.Arbitrary<CorpusValue>) =>
  maybe(value).map((values) => values.map((each) => [name, each] as const))

/** A step's links and words, numbered. */
function someStep(
  text: string,
  number: number,
): fc.Arbitrary<{ links: Link[]; passages: Passage[] }> {
  const words = (role: string) =>
    maybe(someExtent(text, false).filter((extent) => extent.length > 0)).map((extents) =>
      extents.map((extent) => ({ role: `${role}.${number}`, extent })),
    )
  return fc
    .record({
      source: maybe(entityLink(`source.${number}`)),
      medium: maybe(entityLink(`medium.${number}`)),
      addressee: maybe(entityLink(`addressee.${number}`)),
      sourceWords: words('source'),
      cue: words('cue'),
    })
    .map(({ source, medium, addressee, sourceWords, cue }) => ({
      links: [...source, ...medium, ...addressee],
      passages: [...sourceWords, ...cue],
    }))
}

function someChain(text: string): fc.Arbitrary<Pick<Annotation, 'values' | 'links' | 'passages'>> {
  return fc
    .oneof(
      fc.constant([]),
      someStep(text, 1).map((step) => [step]),
      fc.tuple(someStep(text, 1), someStep(text, 2)).map((steps) => [...steps]),
    )
    .map((steps) => ({
      values: steps.length === 0 ? {} : ({ steps: steps.length } as Record<string, CorpusValue>),
      links: steps.flatMap(({ links }) => links),
      passages: steps.flatMap(({ passages }) => passages),
    }))
}

const note = sometimes('note', phrase)

function someMention(): fc.Arbitrary<Facets> {
  return fc
    .record({
      label: fc.constantFrom(...entityTypes),
      level: fc.constantFrom('NAM', 'NOM'),
      figure: fc.constantFrom('literal', 'metonym'),
      links: maybe(entityLink('entity')),
      note,
      irony: sometimes('attr.irony', fc.constant(true)),
      remark: sometimes('attr.remark', phrase),
    })
    .map(({ label, level, figure, links, note, irony, remark }) => ({
      label,
      values: { level, figure, ...Object.fromEntries([...note, ...irony, ...remark]) },
      links,
      passages: [],
    }))
}

function someClaim(text: string): fc.Arbitrary<Facets> {
  return fc
    .record({
      chain: someChain(text),
      polarity: fc.constantFrom('positive', 'negative'),
      certainty: fc.constantFrom('certain', 'possible'),
      topics: sometimes('topics', fc.constant([topics[0] ?? '', topics[1] ?? ''])),
      saidOn: sometimes('saidOn', fc.constant('2030-01-31')),
      page: sometimes('attr.page', fc.integer({ min: 1, max: 9 })),
      links: maybe(propositionLink('proposition')),
      condition: maybe(someExtent(text, false).filter((extent) => extent.length > 0)),
      note,
    })
    .map(({ chain, polarity, certainty, topics, saidOn, page, links, condition, note }) => ({
      label: null,
      values: {
        polarity,
        certainty,
        act: 'assertive',
        tense: 'present',
        checkworthiness: 'minor',
        rendering: chain.links.length + chain.passages.length > 0 ? 'indirect' : 'own',
        ...chain.values,
        ...Object.fromEntries([...topics, ...saidOn, ...page, ...note]),
      },
      links: [...links, ...chain.links],
      passages: [...condition.map((extent) => ({ role: 'condition', extent })), ...chain.passages],
    }))
}

function someStance(text: string, claims: readonly string[]): fc.Arbitrary<Facets> {
  const toClaim = claims.map((id): Link => ({ role: 'target', to: { kind: 'annotation', id } }))
  const target = fc.oneof(
    entityLink('target'),
    propositionLink('target'),
    ...toClaim.map((link) => fc.constant(link)),
  )
  return fc
    .record({
      chain: someChain(text),
      value: fc.integer({ min: -2, max: 2 }),
      holder: maybe(entityLink('holder')),
      target: fc.option(target, { nil: undefined }),
      claim: maybe(fc.constantFrom(...claims, 'none')),
      nobody: fc.constantFrom('unnamed', 'author'),
      heat: sometimes('attr.heat', fc.integer({ min: 1, max: 9 })),
      note,
    })
    .map(({ chain, value, holder, target, claim, nobody, heat, note }) => ({
      label: null,
      values: {
        value,
        explicitness: 'explicit',
        ...(holder.length === 0 ? { holder: nobody } : {}),
        ...(target ? {} : { topic: topics[0] ?? '' }),
        ...chain.values,
        ...Object.fromEntries([...heat, ...note]),
      },
      links: [
        ...holder,
        ...(target ? [target] : []),
        ...claim
          .filter((id) => id !== 'none')
          .map((id): Link => ({ role: 'claim', to: { kind: 'annotation', id } })),
        ...chain.links,
      ],
      passages: chain.passages,
    }))
}

/** What is said of a relation besides its ends. */
const ownValues = fc
  .tuple(note, sometimes('attr.sure', fc.constant(true)))
  .map((said): Annotation['values'] => Object.fromEntries(said.flat()))

const signature = fc.constantFrom(null, { by: people[0] ?? '', at: '2030-01-31T12:00:00.000Z' })

/** Annotations of every kind over a text, no two of them alike. */
function someAnnotations(text: string): fc.Arbitrary<readonly Annotation[]> {
  const placed = (
    kind: Annotation['kind'],
    facets: fc.Arbitrary<Facets>,
    prefix: string,
    count: number,
  ) =>
    fc
      .array(fc.record({ facets, extent: someExtent(text, kind === 'mention'), signature }), {
        maxLength: count,
      })
      .map((drawn) =>
        drawn
          .filter(({ extent }) => extent.length > 0)
          .map(({ facets, extent, signature }, index): Annotation => {
            return { id: `${prefix}${index + 1}`, kind, extent, ...facets, signature }
          }),
      )
  return fc
    .tuple(placed('mention', someMention(), 'm', 6), placed('claim', someClaim(text), 'c', 2))
    .chain(([mentions, claims]) =>
      fc
        .record({
          stances: placed(
            'stance',
            someStance(
              text,
              claims.map(({ id }) => id),
            ),
            's',
            2,
          ),
          ends: fc.array(
            fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom(...relationTypes), signature, ownValues),
            { maxLength: 3 },
          ),
          cue: maybe(someExtent(text, false).filter((extent) => extent.length > 0)),
          labels: fc.subarray(Object.keys(fields) as (keyof typeof fields)[]),
        })
        .map(({ stances, ends, cue, labels }) => {
          const records = [...mentions, ...claims, ...stances]
          const relations = ends.flatMap(([a, b, type, signature, values], index) =>
            someRelation(records, [a, b], { type, signature, values, index, cue }),
          )
          return withoutTwins([...records, ...relations, ...labels.map(someDocumentLabel)])
        }),
    )
}

function someRelation(
  records: readonly Annotation[],
  [a, b]: readonly [number, number],
  {
    type,
    signature,
    values,
    index,
    cue,
  }: Pick<Annotation, 'signature' | 'values'> & {
    type: string
    index: number
    cue: readonly Extent[]
  },
): Annotation[] {
  const [from, to] = [
    records[a % Math.max(1, records.length)],
    records[b % Math.max(1, records.length)],
  ]
  if (!from || !to || from === to) return []
  const end = (role: string, { id }: Annotation): Link => ({
    role,
    to: { kind: 'annotation', id },
  })
  return [
    {
      id: `r${index + 1}`,
      kind: 'relation',
      label: type,
      extent: [],
      values,
      passages: index === 0 ? cue.map((extent) => ({ role: 'cue', extent })) : [],
      links: [end('from', from), end('to', to)],
      signature,
    },
  ]
}

function someDocumentLabel(field: keyof typeof fields): Annotation {
  return {
    id: `d-${field}`,
    kind: 'documentLabel',
    label: field,
    extent: [],
    values: { values: fields[field] },
    passages: [],
    links: [],
    signature: null,
  }
}

function withoutTwins(annotations: readonly Annotation[]): readonly Annotation[] {
  const seen = new Set<string>()
  return annotations.filter(({ id: _, signature: __, ...rest }) => {
    const key = JSON.stringify(rest.kind === 'relation' ? [rest.label, rest.links] : rest)
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

const someMeta: fc.Arbitrary<CorpusMeta> = fc.record(
  {
    title: phrase,
    publisher: fc.constantFrom('Name 1 „ö“', 'Name 3 „ö“'),
    agency: fc.constantFrom('Name 2 „ö“', 'Name 3 „ö“'),
    byline: fc.constant(['Ira Sand', 'O. M. Ega']),
    url: fc.constant('https://news.example/a?b=c&d=“e”'),
    language: fc.constantFrom('en', 'de', 'ar', 'zh'),
    publishedAt: fc.constant('2030-01-30'),
    publishedAtBasis: fc.constant('stated'),
  },
  { requiredKeys: ['language'] },
)

function someLayers(text: string): fc.Arbitrary<readonly CorpusLayer[]> {
  const annotations = someAnnotations(text)
  const ofPerson = (annotator: string) =>
    annotations.map((some): CorpusLayer => ({ kind: 'annotator', annotator, annotations: some }))
  const shared = annotations.map(
    (some): CorpusLayer => ({ kind: 'shared', annotator: null, annotations: some }),
  )
  const adjudicated = annotations.map(
    (some): CorpusLayer => ({ kind: 'adjudicated', annotator: null, annotations: some }),
  )
  return fc.oneof(
    fc.constant([]),
    shared.map((layer) => [layer]),
    fc.tuple(ofPerson(people[0] ?? ''), ofPerson(people[1] ?? '')).map((layers) => [...layers]),
    fc.tuple(ofPerson(people[2] ?? ''), adjudicated).map((layers) => [...layers]),
  )
}

const someDocument = someText.chain((text) =>
  fc
    .record({
      meta: someMeta,
      layers: someLayers(text),
      zones: someZones(text),
      split: someSplit,
    })
    .map((drawn) => ({ text, ...drawn })),
)

/** One zone over all of the text, or two side by side. */
function someZones(text: string): fc.Arbitrary<readonly CorpusZone[]> {
  const whole = wholeOf(text)
  // Zones end between characters as people see them, as the domain wants ranges.
  const ends = [...new Intl.Segmenter().segment(text)].map(({ index }) => index)
  const inner = ends.filter((at) => at > whole.startUtf16 && at < whole.endUtf16)
  return fc
    .record({
      notes: fc.tuple(fc.oneof(fc.constant(''), phrase), fc.oneof(fc.constant(''), phrase)),
      cut: fc.constantFrom(undefined, ...inner),
    })
    .map(({ notes: [first, second], cut }) => {
      if (cut === undefined) return [{ kind: 'body', ...whole, note: first }]
      return [
        { kind: 'headline', ...trimmed(text, whole.startUtf16, cut), note: first },
        { kind: 'body', ...trimmed(text, cut, whole.endUtf16), note: second },
      ]
    })
}

function wholeOf(text: string) {
  return trimmed(text, 0, text.length)
}

/** A range without white space at its ends. */
function trimmed(text: string, fromUtf16: number, toUtf16: number) {
  const part = text.slice(fromUtf16, toUtf16)
  const startUtf16 = fromUtf16 + part.length - part.trimStart().length
  return { startUtf16, endUtf16: fromUtf16 + part.trimEnd().length }
}

/** Parts of a dataset, also such as no tool has by itself; most documents are in none. */
const someSplit = fc.constantFrom(undefined, undefined, 'train', 'validation', 'test', 'held_out.2')

/** Corpora with everything that a corpus can say. Texts differ from document to document. */
export const someCorpus: fc.Arbitrary<SomeCorpus> = fc
  .record({
    entities: someEntities,
    labels: withDetails(head.labels),
    documents: fc.array(someDocument, { maxLength: 3 }),
  })
  .map(({ entities, labels, documents }) => ({
    head: { ...head, labels, entities, propositions },
    documents: documents.map((document, index) => ({
      ...document,
      id: `document-${index + 1}`,
      name: `Paper ${index + 1} – ä`,
    })),
  }))

/** The corpus as codecs are given it. */
export function sourceOf({ head, documents }: SomeCorpus): CorpusSource {
  return {
    head,
    documents: async function* () {
      yield* documents
    },
  }
}
