import { quoteOf } from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import type { Annotation, CorpusDocument } from '../corpus/corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { webannoTsv3Codec } from './webanno-tsv3.ts'

describeHostileFiles(webannoTsv3Codec, 30)

async function read(files: Readonly<Record<string, readonly string[]>>) {
  const ledger = new Ledger()
  const paths = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  const input = { files: paths.map(([path, lines]) => textFile(path, lines.join('\n'))) }
  const codec = webannoTsv3Codec
  const { source, problems } = await readCorpus(codec, input, { tools: plainTools }, ledger)
  const documents = await collect(source.documents())
  return { head: source.head, documents, problems, report: ledger.report() }
}

function annotationsOf(documents: readonly CorpusDocument[]): readonly Annotation[] {
  return documents.flatMap(({ layers }) => layers.flatMap(({ annotations }) => annotations))
}

function mentionsOf(documents: readonly CorpusDocument[]) {
  const text = documents[0]?.text ?? ''
  const mentions = annotationsOf(documents).filter(({ kind }) => kind === 'mention')
  return mentions.map(({ label, extent }) => `${label}: ${quoteOf(extent, text)}`)
}

const head = '#FORMAT=WebAnno TSV 3.3'

describe('a table of WebAnno’s own', () => {
  test('P1: stacked spans, spans of several words and parts of words, after an emoji', async () => {
    const { documents, problems } = await read({
      'a.tsv': [
        head,
        '#T_SP=my.Thing|value',
        '',
        '',
        '#Text=🕊 Ada Quist came',
        '1-1\t0-2\t🕊\t_\t',
        '1-2\t3-6\tAda\tPerson[1]|Two\\|words\\n[2]\t',
        '1-3\t7-12\tQuist\tPerson[1]\t',
        '1-4\t13-17\tcame\t_\t',
        '1-4.1\t13-15\tca\t*\t',
      ],
    })
    expect(problems).toEqual([])
    expect(mentionsOf(documents)).toEqual(['Person: Ada Quist', 'Two|words\n: Ada', 'Thing: ca'])
  })

  test('relations, slots and chains lead to what they should', async () => {
    const { documents, head: found } = await read({
      'a.tsv': [
        head,
        '#T_SP=my.Span|value',
        '#T_SP=my.Host|ROLE_my.Host:links_my.Link|my.Span',
        '#T_CH=my.CorefLink|referenceRelation|referenceType',
        '#T_RL=my.Arc|value|BT_my.Span',
        '',
        '',
        '#Text=Ada met Bo',
        '1-1\t0-3\tAda\tA[1]|B[2]\t_\t_\t*->1-1\tPER[1]\t_\t_\t',
        '1-2\t4-7\tmet\t_\twho;whom\t1-1[2];1-3\t_\t_\t_\t_\t',
        '1-3\t8-10\tBo\tC\t_\t_\tsame->1-2\tPER[1]\tknows\t1-1[2_0]\t',
      ],
    })
    const all = annotationsOf(documents)
    const labelOf = (id: string) => all.find((each) => each.id === id)?.label
    const ends = all
      .filter(({ kind }) => kind === 'relation')
      .map(({ label, links }) => [label, ...links.map(({ to }) => labelOf(to.id))].join(' '))
    expect(ends).toEqual(['knows B C', 'who Host B', 'whom Host C'])
    expect(found.entities).toMatchObject([{ name: 'Ada', type: 'PER' }])
    expect(all.filter(({ links }) => links[0]?.to.kind === 'entity')).toHaveLength(2)
  })

  test('each user of INCEpTION is an annotator, and the curator’s file what was decided', async () => {
    const lines = [head, '#T_SP=my.Span|value', '', '', '#Text=Ada', '1-1\t0-3\tAda\tX\t']
    const { documents } = await read({
      'annotation/paper.txt/eva.tsv': lines,
      'annotation/paper.txt/max.tsv': lines,
      'curation/paper.txt/CURATION_USER.tsv': lines,
    })
    expect(documents.map(({ name }) => name)).toEqual(['paper'])
    expect(documents[0]?.layers.map(({ kind, annotator }) => annotator ?? kind)).toEqual([
      'eva',
      'max',
      'adjudicated',
    ])
  })

  test('P16: a bad line is named with its place, and the others are read', async () => {
    const { documents, problems } = await read({
      'a.tsv': [
        head,
        '#T_SP=my.Span|value',
        '#Text=Ada met Bo Lind',
        '1-1\t0-3\tAda\tX\t',
        '1-2\t4-7\tleft\tX\t',
        '1-3\t8-10\tBo',
        '1-4\t11-15\tLind\tX\t',
      ],
      'b.tsv': ['1\tWord\t_'],
    })
    expect(mentionsOf(documents)).toEqual(['X: Ada', 'X: Lind'])
    expect(problems.map(({ file, line }) => `${file} ${line}`)).toEqual([
      'a.tsv 6',
      'a.tsv 5',
      'b.tsv 1',
    ])
    expect(problems[1]?.message).toContain('"left"')
  })

  test('P3: a file in code points is found out, and told', async () => {
    const { documents, problems, report } = await read({
      'a.tsv': [
        head,
        '#T_SP=my.Span|value',
        '#Text=🕊 Ada',
        '1-1\t0-1\t🕊\t_\t',
        '1-2\t2-5\tAda\tX\t',
        '',
        '#Text=🕊 Bo',
        '2-1\t6-7\t🕊\t_\t',
        '2-2\t8-10\tBo\tX\t',
      ],
    })
    expect(problems).toEqual([])
    expect(mentionsOf(documents)).toEqual(['X: Ada', 'X: Bo'])
    expect(report.notes).toEqual([expect.stringContaining('code-points')])
  })
})

test('what we write is a table that says what it should', async () => {
  const text = 'Ada\tQuist of [Łódź].\n\nShe left.'
  const mention = (id: string, from: number, to: number, label: string): Annotation => ({
    id,
    kind: 'mention',
    label,
    extent: [{ startUtf16: from, endUtf16: to }],
    values: { level: 'NAM', 'attr.irony': true },
    passages: [],
    links: id === 'a' ? [{ role: 'entity', to: { kind: 'entity', id: 'ada' } }] : [],
    signature: null,
  })
  const ada = {
    id: 'ada',
    name: 'Ada Quist',
    type: 'Person',
    aliases: [],
    externalIds: { wikidata: 'Q1' },
    collective: false,
    members: [],
    partOf: null,
    note: '',
  }
  const corpus = {
    head: { name: '', labels: [], attributes: [], entities: [ada], propositions: [] },
    documents: [
      {
        id: 'd',
        name: 'Paper',
        text,
        meta: {},
        zones: [],
        layers: [
          {
            kind: 'annotator' as const,
            annotator: 'Eva "E"',
            annotations: [mention('a', 0, 9, 'Person'), mention('b', 14, 16, 'Half_word')],
          },
        ],
      },
    ],
  }
  const [file] = await filesOf(webannoTsv3Codec, corpus)
  expect(file?.path).toBe('annotation/Paper/Eva %22%E%22%.tsv')
  const lines = (file?.pieces ?? []).join('').split('\n')
  expect(lines.slice(0, 9)).toEqual([
    head,
    '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value|entity|level|figure|note|origin|attr_flag_irony',
    '#T_RL=webanno.custom.Relation|value|note|origin|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity',
    '',
    '',
    '#Text=Ada\\tQuist of [Łódź].',
    '#Text=',
    '#Text=',
    [
      '1-1\t0-3\tAda',
      'http://www.wikidata.org/entity/Q1[1]\tPerson[1]\tAda Quist[1]\tNAM[1]',
      '*[1]\t*[1]\t*[1]\ttrue[1]\t_\t_\t_\t_\t',
    ].join('\t'),
  ])
  expect(lines).toContainEqual(expect.stringMatching(/^1-5\.1\t14-16\tŁó\t\*\tHalf\\_word\t/))
})
