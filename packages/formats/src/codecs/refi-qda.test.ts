import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { projectEntries, type XmlNode } from '../refi/project-entries.ts'
import type { InputFile } from './codec-definition.ts'
import { refiQdaCodec } from './refi-qda.ts'

async function readAll(...files: readonly InputFile[]) {
  const ledger = new Ledger()
  const context = { tools: plainTools }
  const { source, problems } = await readCorpus(refiQdaCodec, { files }, context, ledger)
  const documents = await collect(source.documents())
  return { documents, problems, head: source.head, report: ledger.report() }
}

/** GUIDs of the examples: `a1` and so on, blown up. */
const guid = (name: string) => `${name.padStart(8, '0')}-0000-0000-0000-000000000000`
const ref = (kind: string, name: string) =>
  `<${kind}Ref targetGUID="{${guid(name).toUpperCase()}}"/>`

const text = 'Ola 🦉 met Ben.\nBen paid Ola at the mill.\nOla left.'

function coding(name: string, code: string, user = 'u1') {
  return `<Coding guid="${guid(name)}" creatingUser="${guid(user)}" creationDateTime="2030-01-31T12:00:00Z">${ref('Code', code)}</Coding>`
}

function selection(name: string, [start, end]: readonly [number, number], inner = '', quote = '') {
  return `<PlainTextSelection guid="${guid(name)}" name="${quote}" startPosition="${start}" endPosition="${end}">${inner}</PlainTextSelection>`
}

function project({ sources = '', rest = '', cases = '' }) {
  return `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Mill" origin="Some Tool 9">
<Users><User guid="${guid('1a')}" name="Ada"/><User guid="${guid('1b')}" name="Bo"/></Users>
<CodeBook><Codes><Code guid="${guid('c1')}" name="People" isCodable="true"><Description>Who acts.</Description>
<Code guid="${guid('c2')}" name="Seller" isCodable="true"/></Code><Code guid="${guid('c3')}" name="Seller" isCodable="true"/></Codes></CodeBook>
<Variables><Variable guid="${guid('f1')}" name="Outlet" typeOfVariable="Text"/></Variables>
${cases}<Sources>${sources}</Sources>${rest}</Project>`
}

function source(inner: string) {
  return `<TextSource guid="${guid('50')}" name="mill" plainTextPath="internal://${guid('50')}.txt">${inner}</TextSource>`
}

const sourceFile = (content = text) => textFile(`Sources/${guid('50')}.txt`, content)

describe('a project of another tool', () => {
  test('has codings as mentions, people as layers, cases as entities, links as relations', async () => {
    const inner =
      selection('a1', [0, 3], `<Description>first</Description>${coding('b1', 'c1', '1a')}`) +
      selection('a2', [10, 13], coding('b2', 'c2', '1a') + coding('b3', 'c3', '1b')) +
      coding('b4', 'c1', '1b') +
      `<VariableValue>${ref('Variable', 'f1')}<TextValue>Post</TextValue></VariableValue>`
    const cases = `<Cases><Case guid="${guid('e1')}" name="Ola">${ref('Code', 'c1')}${ref('Selection', 'a1')}</Case></Cases>`
    const links = `<Links><Link guid="${guid('d1')}" name="meets" direction="OneWay" originGUID="${guid('a1')}" targetGUID="${guid('a2')}"/></Links>`
    const { documents, head, problems, report } = await readAll(
      textFile('Project.qde', project({ sources: source(inner), cases, rest: links })),
      sourceFile(),
    )
    expect(problems).toEqual([])
    expect(report.dropped).toEqual([])
    const told = documents[0]?.layers.map(({ annotator, annotations }) => [
      annotator,
      ...annotations.map(({ kind, label, values }) => [kind, label, values]),
    ])
    expect(told).toEqual([
      [
        'Ada',
        ['mention', 'People', { note: 'first' }],
        ['mention', 'Seller', {}],
        ['relation', 'meets', {}],
      ],
      ['Bo', ['mention', 'Seller (2)', {}], ['documentLabel', 'Codes', { values: ['People'] }]],
      [null, ['documentLabel', 'Outlet', { values: ['Post'] }]],
    ])
    expect(head.labels).toContainEqual(
      expect.objectContaining({ name: 'People', definition: 'Who acts.', parent: null }),
    )
    expect(head.labels).toContainEqual(
      expect.objectContaining({ name: 'Seller', parent: 'People' }),
    )
    expect(head.entities).toMatchObject([{ name: 'Ola', type: 'People' }])
    const [ola] = documents[0]?.layers[0]?.annotations ?? []
    expect(ola?.links).toEqual([{ role: 'entity', to: { kind: 'entity', id: guid('e1') } }])
    expect(ola?.signature).toEqual({ by: 'Ada', at: '2030-01-31T12:00:00Z' })
  })

  const crlf = text.replace(/\n/g, '\r\n')
  test.each([
    [
      'characters, a line end as one',
      'Ola left',
      [...text.slice(0, text.indexOf('Ola left'))].length,
    ],
    ['UTF-16 units, a line end as one', 'Ola left', text.indexOf('Ola left')],
    [
      'characters, a line end as two',
      'Ola left',
      [...crlf.slice(0, crlf.indexOf('Ola left'))].length,
    ],
    ['UTF-16 units, a line end as two', 'Ola left', crlf.indexOf('Ola left')],
  ])('P1: counts %s, as its names show', async (words, quote, start) => {
    const inner = selection('a1', [start, start + quote.length], coding('b1', 'c1'), quote)
    for (const content of [text, crlf]) {
      const { documents, report } = await readAll(
        textFile('project.qde', project({ sources: source(inner) })),
        sourceFile(content),
      )
      const [range] = documents[0]?.layers[0]?.annotations[0]?.extent ?? []
      expect(documents[0]?.text.slice(range?.startUtf16, range?.endUtf16)).toBe(quote)
      expect(report.notes).toEqual(
        words.startsWith('characters, a line end as one') ? [] : [expect.stringContaining(words)],
      )
    }
  })

  test('P15: has parts that are told as not taken over, and P16: bad passages by themselves', async () => {
    const inner = selection('a1', [0, 3], coding('b1', 'c1')) + selection('a2', [5, 9000])
    const others = `<PDFSource guid="${guid('51')}" name="scan"/>`
    const rest = `<Sets><Set guid="${guid('52')}" name="all"/></Sets><Graphs><Graph guid="${guid('53')}"/></Graphs>`
    const { documents, problems, report } = await readAll(
      textFile('project.qde', project({ sources: source(inner) + others, rest })),
      sourceFile(),
    )
    expect(documents[0]?.layers[0]?.annotations).toHaveLength(1)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('5-9000')])
    expect(report.dropped.map(({ kind, reason, count }) => [kind, reason, count])).toEqual([
      ['document', 'text-not-held', 1],
      ['other', 'not-ours', 2],
    ])
  })

  test('without the file of a text is a problem that names it', async () => {
    const { documents, problems } = await readAll(
      textFile('project.qde', project({ sources: source('') })),
    )
    expect(documents).toEqual([])
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('"mill"')])
  })
})

test('a codebook is labels', async () => {
  const book = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Some Tool"><Codes>
<Code guid="${guid('c1')}" name="rivers" isCodable="true"><Description>Flowing water.</Description></Code></Codes></CodeBook>`
  const { head, problems } = await readAll(textFile('book.qdc', book))
  expect(problems).toEqual([])
  expect(head.labels).toMatchObject([{ name: 'rivers', definition: 'Flowing water.' }])
})

/** What stands in what, in its order, and what must be said: facts of the schema of 2019. */
const children: Readonly<Record<string, readonly string[]>> = {
  Project: ['Users', 'CodeBook', 'Variables', 'Cases', 'Sources', 'Notes', 'Links'],
  Code: ['Description', 'NoteRef', 'Code'],
  Case: ['Description', 'CodeRef', 'VariableValue', 'SourceRef', 'SelectionRef'],
  VariableValue: ['VariableRef', 'TextValue', 'BooleanValue'],
  TextSource: [
    'Description',
    'PlainTextContent',
    'PlainTextSelection',
    'Coding',
    'NoteRef',
    'VariableValue',
  ],
  Note: ['PlainTextContent'],
  PlainTextSelection: ['Description', 'Coding', 'NoteRef'],
  Coding: ['CodeRef', 'NoteRef'],
  Link: ['NoteRef'],
}
const required: Readonly<Record<string, readonly string[]>> = {
  User: ['guid'],
  Code: ['guid', 'name', 'isCodable'],
  Variable: ['guid', 'name', 'typeOfVariable'],
  Case: ['guid'],
  TextSource: ['guid', 'plainTextPath'],
  Note: ['guid'],
  PlainTextSelection: ['guid', 'startPosition', 'endPosition'],
  Coding: ['guid'],
  Link: ['guid', 'originGUID', 'targetGUID'],
}

test('our project is as the schema wants it: order, what must be said, GUIDs that lead somewhere', async () => {
  const files = await filesOf(refiQdaCodec, smallCorpus)
  const qde = files.find(({ path }) => path === 'project.qde')
  const sections: string[] = []
  const nodes: XmlNode[] = []
  for await (const entry of projectEntries(qde?.text() ?? none(), () => true)) {
    if ('ok' in entry) throw new Error('our own XML can be read')
    if (sections.at(-1) !== entry.section) sections.push(entry.section)
    nodes.push(...withChildren(entry.node))
  }
  expect(sections).toEqual(children.Project?.filter((name) => sections.includes(name)))
  for (const { name, attributes, children: inner } of nodes) {
    const order = children[name]
    const ranks = inner.map((child) => (order ?? [child.name]).indexOf(child.name))
    expect(ranks, name).toEqual([...ranks].sort((a, b) => a - b))
    expect(ranks, name).not.toContain(-1)
    for (const needed of required[name] ?? []) expect([...attributes.keys()]).toContain(needed)
  }
  const guids = nodes.flatMap(({ attributes }) => attributes.get('guid') ?? [])
  expect(new Set(guids).size).toBe(guids.length)
  const led = nodes.flatMap(({ attributes }) =>
    ['targetGUID', 'originGUID', 'creatingUser'].flatMap((name) => attributes.get(name) ?? []),
  )
  expect(led.filter((each) => !guids.includes(each))).toEqual([])
  for (const each of guids) expect(each).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

async function* none(): AsyncGenerator<never> {}

function withChildren(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(withChildren)]
}

describeHostileFiles(refiQdaCodec, 30)
