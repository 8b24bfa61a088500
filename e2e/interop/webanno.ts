import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Annotation, CorpusDocument } from '@parallax/formats'
import type { Difference, InteropCheck, Reading } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

/** Tables of words that INCEpTION wrote, each beside the same as XMI, and whole documents. */
export const checks: readonly InteropCheck[] = [
  {
    folder: 'webanno-tsv/inception-tsv3-suite',
    run: async (folder) => {
      const cases = readdirSync(folder).filter((name) =>
        existsSync(path.join(folder, name, 'reference.tsv')),
      )
      const all = await Promise.all(cases.map((name) => compareCase(folder, name)))
      return { fileCount: cases.length, differences: all.flat() }
    },
  },
  {
    folder: 'webanno-tsv/inception-tsv-files',
    run: async (folder) => {
      const files = ['tsv2/example.tsv', 'tsv2/example2.tsv', 'tsv3/example2.tsv']
      const all = await Promise.all(
        files.map(async (file) =>
          problemsOf(file, await readFixture(path.join(folder, file), 'webanno-tsv3')),
        ),
      )
      return { fileCount: files.length, differences: all.flat() }
    },
  },
]

async function compareCase(folder: string, name: string): Promise<readonly Difference[]> {
  const file = `${name}/reference.tsv`
  const reading = await readFixture(path.join(folder, file), 'webanno-tsv3')
  const xmi = path.join(folder, name, 'reference.xmi')
  const meant = existsSync(xmi) ? readXmi(readFileSync(xmi, 'utf8')) : {}
  const found = reading.documents.map(countedIn)[0]
  const parts = Object.entries(meant).map(([what, expected]) => {
    return { what, expected: JSON.stringify(expected), found: JSON.stringify(found?.[what]) }
  })
  const differences = parts.filter(({ expected, found }) => expected !== found)
  return [...problemsOf(file, reading), ...differences.map((each) => ({ file, ...each }))]
}

function problemsOf(file: string, { problems }: Reading): readonly Difference[] {
  return problems.map(({ line, message }) => {
    return { file, what: `line ${line}`, expected: 'no problem', found: message }
  })
}

type Counted = Readonly<Record<string, unknown>>

function countedIn({ text, layers }: CorpusDocument): Counted {
  const all = layers.flatMap(({ annotations }) => annotations)
  const spans = new Map(all.map((annotation) => [annotation.id, placeOf(annotation)]))
  const relations = all.filter(({ kind }) => kind === 'relation')
  const chains = new Map<string, string[]>()
  for (const annotation of all)
    for (const { to } of annotation.links)
      if (to.kind === 'entity')
        chains.set(to.id, [...(chains.get(to.id) ?? []), placeOf(annotation)])
  return {
    text,
    spans: all
      .filter(({ kind }) => kind === 'mention')
      .map(placeOf)
      .sort(),
    relations: relations
      .map(({ links }) => links.map(({ to }) => spans.get(to.id)).join(' > '))
      .sort(),
    chains: [...chains.values()].map((places) => places.sort()),
  }
}

function placeOf({ extent }: Annotation): string {
  return extent.map(({ startUtf16, endUtf16 }) => `${startUtf16}-${endUtf16}`).join()
}

type Element = { readonly type: string; readonly features: ReadonlyMap<string, string> }

/** What the XMI beside a table says, without what parsers made and without spans of nothing. */
function readXmi(xmi: string): Counted {
  const namespaces = [...xmi.matchAll(/xmlns:(\w+)="http:\/\/\/([^"]+)"/g)]
  const looked = namespaces.filter(([, , uri = '']) =>
    /(?:webanno\/custom|ner\/type|uima\/cas)\.ecore$/.test(uri),
  )
  const prefixes = new Set(looked.map(([, prefix]) => prefix))
  const elements = [...xmi.matchAll(/<(\w+):(\w+) ([^<>]*?)\/?>/g)]
    .filter(([, prefix]) => prefixes.has(prefix))
    .map(([, , type = '', attributes = '']): Element => {
      const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)]
      return {
        type,
        features: new Map(pairs.map(([, key = '', value = '']) => [key, plain(value)])),
      }
    })
  const byId = new Map(elements.map((each) => [each.features.get('xmi:id') ?? '', each]))
  const at = (id: string | undefined) => {
    const features = byId.get(id ?? '')?.features
    return `${features?.get('begin')}-${features?.get('end')}`
  }
  const isSomething = ({ features }: Element) => features.get('begin') !== features.get('end')
  const spans = elements.filter((each) => !each.features.has('Governor') && isSomething(each))
  return {
    text: elements.find(({ type }) => type === 'Sofa')?.features.get('sofaString') ?? '',
    spans: spans.map(({ features }) => at(features.get('xmi:id'))).sort(),
    relations: [...governed(elements, at), ...linked(elements, at)].sort(),
    chains: elements
      .filter(({ features }) => features.has('first'))
      .map(({ features }) => chainFrom(features.get('first'), byId, at).sort()),
  }
}

type At = (id: string | undefined) => string

function governed(elements: readonly Element[], at: At): readonly string[] {
  return elements
    .filter(({ features }) => features.has('Governor'))
    .map(({ features }) => `${at(features.get('Governor'))} > ${at(features.get('Dependent'))}`)
}

/** Slots: the host names its links by their ids. */
function linked(elements: readonly Element[], at: At): readonly string[] {
  const links = new Map(elements.map((each) => [each.features.get('xmi:id') ?? '', each]))
  return elements.flatMap(({ features }) =>
    (features.get('links') ?? '')
      .split(' ')
      .map((id) => links.get(id)?.features.get('target'))
      .filter((target) => target !== undefined)
      .map((target) => `${at(features.get('xmi:id'))} > ${at(target)}`),
  )
}

function chainFrom(
  first: string | undefined,
  byId: ReadonlyMap<string, Element>,
  at: At,
): string[] {
  const places: string[] = []
  for (let id = first; id !== undefined; id = byId.get(id)?.features.get('next')) {
    const [begin, end] = at(id).split('-')
    if (begin !== end) places.push(at(id))
  }
  return places
}

function plain(value: string): string {
  return value
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}
