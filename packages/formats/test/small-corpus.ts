import type { Annotation, LabelSlot } from '../src/corpus/corpus.ts'
import type { SomeCorpus } from './some-corpus.ts'

const text = 'Mayor Ada Quist 🦉 said the river will rise.\nBo Lind of the Lock Board doubts it.\n'

function at(words: string) {
  const startUtf16 = text.indexOf(words)
  return [{ startUtf16, endUtf16: startUtf16 + words.length }]
}

const plain = { values: {}, passages: [], links: [], signature: null, extent: [] } as const
const signature = { by: 'Żaneta', at: '2030-01-31T12:00:00.000Z' }
const link = (role: string, kind: 'annotation' | 'entity' | 'proposition', id: string) => ({
  role,
  to: { kind, id },
})

const annotations: readonly Annotation[] = [
  {
    ...plain,
    id: 'm1',
    kind: 'mention',
    label: 'Person',
    extent: at('Ada Quist'),
    values: { level: 'NAM', figure: 'literal' },
    links: [link('entity', 'entity', 'e1')],
    signature,
  },
  {
    ...plain,
    id: 'm2',
    kind: 'mention',
    label: 'Person',
    extent: at('Bo Lind'),
    values: { level: 'NAM', figure: 'literal', note: 'of the board' },
    links: [link('entity', 'entity', 'e2')],
  },
  {
    ...plain,
    id: 'c1',
    kind: 'claim',
    label: null,
    extent: at('the river will rise'),
    values: {
      polarity: 'positive',
      certainty: 'certain',
      act: 'assertive',
      tense: 'future',
      checkworthiness: 'worthy',
      rendering: 'indirect',
      relay: 'neutral',
      topics: ['water'],
      saidOn: '2030-01-30',
      steps: 1,
    },
    passages: [{ role: 'source.1', extent: at('Mayor Ada Quist') }],
    links: [link('proposition', 'proposition', 'p1'), link('source.1', 'entity', 'e1')],
    signature,
  },
  {
    ...plain,
    id: 's1',
    kind: 'stance',
    label: null,
    extent: at('doubts it'),
    values: { value: -1, explicitness: 'explicit' },
    links: [link('holder', 'entity', 'e2'), link('target', 'annotation', 'c1')],
  },
  {
    ...plain,
    id: 'r1',
    kind: 'relation',
    label: 'supports & "more"',
    links: [link('from', 'annotation', 'm1'), link('to', 'annotation', 'm2')],
  },
  { ...plain, id: 'd1', kind: 'documentLabel', label: 'genre', values: { values: ['news'] } },
]

const entity = (id: string, name: string) => ({
  id,
  name,
  type: 'Person',
  aliases: [],
  externalIds: {},
  collective: false,
  members: [],
  partOf: null,
  note: '',
})
const label = (slot: LabelSlot, set: string, name: string) => ({
  slot,
  set,
  name,
  parent: null,
  definition: '',
  colour: null,
})

/** One short article with one of each, for examples. */
export const smallCorpus: SomeCorpus = {
  head: {
    name: 'River',
    labels: [
      label('entityType', 'Entity types', 'Person'),
      label('relationType', 'Relations', 'supports & "more"'),
      label('topic', 'Topics', 'water'),
      label('documentField', 'genre', 'news'),
    ],
    attributes: [],
    entities: [entity('e1', 'Ada Quist'), entity('e2', 'Bo Lind')],
    propositions: [{ id: 'p1', statement: 'The river rises.', topics: ['water'], note: '' }],
  },
  documents: [
    {
      id: 'document-1',
      name: 'river',
      text,
      meta: {
        title: 'The river',
        publisher: 'The Post',
        language: 'en',
        url: 'https://news.example/river',
        publishedAt: '2030-01-31',
      },
      zones: [{ kind: 'body', startUtf16: 0, endUtf16: text.trimEnd().length, note: '' }],
      layers: [{ kind: 'shared', annotator: null, annotations }],
    },
  ],
}
