import type { Annotation, CorpusDocument } from '@parallax/formats'
import type { SomeCorpus } from '@parallax/formats/test'

const plain = { values: {}, passages: [], links: [], signature: null, extent: [] } as const

/**
 * A small corpus with what readers stumble over: signs of two units before, between and in spans,
 * combining marks, joined emoji, right to left, words without spaces, markup, gaps, nesting, two in
 * one place, two people, names that escape badly.
 */
export const nastyCorpus: SomeCorpus = {
  head: {
    name: 'Nasty',
    labels: [
      label('entityType', 'Entity types', 'Person'),
      label('entityType', 'Entity types', 'Group & "more" <x>'),
      label('relationType', 'Relations', 'member of'),
      label('topic', 'Topics', 'water'),
      label('documentField', 'genre', 'news'),
    ],
    attributes: [],
    entities: [
      entity('e1', 'Zoë Quist 🦉'),
      entity('e2', 'Lock & Dam <Board>'),
      entity('e3', 'د. منى'),
      entity('e4', 'The "Post"'),
    ],
    propositions: [
      { id: 'p1', statement: 'The river "rises" & floods <soon>.', topics: ['water'], note: '' },
    ],
  },
  documents: [
    emoji(),
    rightToLeft(),
    { ...plainDocument('document-3', '\u{10000}lone = "nothing" , here\n'), layers: [] },
  ],
}

function emoji(): CorpusDocument {
  const text =
    '👩‍👩‍👧 Zoë Quist 🦉 of the Lock & Dam <Board> said: “the river will rise”, 🇨🇭 and then, “soon”.\n\n\tBut Zoë\u00a0Quist doubts\u0301 it.\n'
  const at = placesIn(text)
  const annotations: readonly Annotation[] = [
    mention('m1', 'Person', at('Zoë Quist 🦉'), 'e1'),
    mention('m2', 'Person', at('Quist'), 'e1'),
    mention('m3', 'Group & "more" <x>', at('Lock & Dam <Board>'), 'e2'),
    mention('m4', 'Group & "more" <x>', at('Zoë Quist 🦉', 'Board'), null),
    mention('m5', 'Person', at('👩‍👩‍👧'), null),
    mention('m6', 'Person', at('👩‍👩‍👧'), 'e1'),
    claim('c1', at('the river will rise', 'soon'), 'positive', {
      passages: [{ role: 'source.1', extent: at('Zoë Quist 🦉') }],
      links: [link('source.1', 'entity', 'e1'), link('proposition', 'proposition', 'p1')],
    }),
    stance('s1', at('doubts\u0301 it'), -2, [holder('e1'), link('target', 'annotation', 'c1')]),
    relation('r1', 'm1', 'm3', at('of the')),
    field('d1'),
  ]
  const shared = { kind: 'shared', annotator: null, annotations } as const
  return { ...plainDocument('document-1', text), layers: [shared] }
}

function rightToLeft(): CorpusDocument {
  const text = 'قالت د. منى 🦉 إن النهر لن يرتفع.\n\n他说𠮷野家会涨水。\n'
  const at = placesIn(text)
  const own = (annotator: string, annotations: readonly Annotation[]) =>
    ({ kind: 'annotator', annotator, annotations }) as const
  const first = [
    mention('m1', 'Person', at('د. منى'), 'e3'),
    mention('m2', 'Group & "more" <x>', at('𠮷野家'), null),
    claim('c1', at('النهر لن يرتفع'), 'negative', {
      passages: [],
      links: [link('source.1', 'entity', 'e3'), link('proposition', 'proposition', 'p1')],
    }),
    stance('s1', at('会涨水'), 1, [holder('e3'), link('target', 'entity', 'e2')]),
  ]
  const second = [mention('m1', 'Person', at('د. منى 🦉'), null), field('d1')]
  const layers = [own('Ada, "A" 🦉', first), own('Bo; B', second)]
  return { ...plainDocument('document-2', text), layers }
}

/**
 * What the networks of the nasty corpus are, counted by hand: one stance to the claimed proposition
 * (−2) and one to a group (1); one claim that affirms and one that denies the same, by two people.
 */
export const nastyNetworks: Readonly<Record<string, number>> = {
  'holder-target nodes': 4,
  'holder-target edges': 2,
  'holder-target weight': 2,
  'holder-target sum': -1,
  'actor-proposition nodes': 3,
  'actor-proposition edges': 2,
  'actor-proposition weight': 2,
  'actor-proposition sum': 0,
  'actor-actor nodes': 2,
  'actor-actor edges': 1,
  'actor-actor weight': 1,
}

function plainDocument(id: string, text: string): Omit<CorpusDocument, 'layers'> {
  const [startUtf16, endUtf16] = [text.length - text.trimStart().length, text.trimEnd().length]
  const zones = [{ kind: 'body', startUtf16, endUtf16, note: '' } as const]
  return { id, name: id, text, meta: { language: 'en', publisher: 'The "Post"' }, zones }
}

/** The places of words, each as one part: where they stand first. */
function placesIn(text: string) {
  return (...words: readonly string[]) =>
    words.map((word) => {
      const startUtf16 = text.indexOf(word)
      if (startUtf16 < 0) throw new Error(`“${word}” is not in the text.`)
      return { startUtf16, endUtf16: startUtf16 + word.length }
    })
}

type Places = Annotation['extent']
type Link = Annotation['links'][number]

function link(role: string, kind: Link['to']['kind'], id: string): Link {
  return { role, to: { kind, id } }
}

function mention(id: string, label: string, extent: Places, entity: string | null): Annotation {
  const links = entity === null ? [] : [link('entity', 'entity', entity)]
  const values = { level: 'NAM', figure: 'literal' }
  return { ...plain, id, kind: 'mention', label, extent, values, links }
}

function claim(
  id: string,
  extent: Places,
  polarity: 'positive' | 'negative',
  rest: Pick<Annotation, 'passages' | 'links'>,
): Annotation {
  const report = { rendering: 'indirect', relay: 'neutral', steps: 1 }
  const said = {
    certainty: 'certain',
    act: 'assertive',
    tense: 'future',
    checkworthiness: 'worthy',
  }
  const values = { polarity, ...said, ...report, topics: ['water'] }
  return { ...plain, id, kind: 'claim', label: null, extent, values, ...rest }
}

function stance(id: string, extent: Places, value: number, links: readonly Link[]): Annotation {
  const values = { value, explicitness: 'explicit', note: 'a\t"b", c\n=1+1' }
  return { ...plain, id, kind: 'stance', label: null, extent, values, links }
}

function holder(entity: string): Link {
  return link('holder', 'entity', entity)
}

function relation(id: string, from: string, to: string, cue: Places): Annotation {
  const links = [link('from', 'annotation', from), link('to', 'annotation', to)]
  const passages = [{ role: 'cue', extent: cue }]
  return { ...plain, id, kind: 'relation', label: 'member of', links, passages }
}

function field(id: string): Annotation {
  return { ...plain, id, kind: 'documentLabel', label: 'genre', values: { values: ['news'] } }
}

function label(
  slot: SomeCorpus['head']['labels'][number]['slot'],
  set: string,
  name: string,
): SomeCorpus['head']['labels'][number] {
  return { slot, set, name, parent: null, definition: '', colour: null }
}

function entity(id: string, name: string): SomeCorpus['head']['entities'][number] {
  const none = { aliases: [], externalIds: {}, members: [], partOf: null }
  return { id, name, type: 'Person', collective: false, note: '', ...none }
}
