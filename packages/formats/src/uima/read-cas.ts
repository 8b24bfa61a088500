import type { CorpusItem, CorpusProblem } from '../corpus/corpus.ts'
import { type Cas, CasReader, type CasView, initialView, type Structure, sofaType } from './cas.ts'
import type { DocumentOfFile } from './document-pile.ts'
import { placesOf } from './file-place.ts'
import { placeCas } from './place-cas.ts'
import { readForeignCas } from './read-foreign.ts'
import { isOwn, readOwnCas } from './read-own.ts'

/** What one file says, with all that is wrong with it. */
export type CasFileReading = {
  readonly document: DocumentOfFile | null
  readonly items: readonly CorpusItem[]
  readonly problems: readonly CorpusProblem[]
}

/** Reads one CAS: ours as it was written, others as far as they say something that we have. */
export function readCas(cas: Cas, path: string): CasFileReading {
  const view = viewWithText(cas)
  if (!view) return readWithoutText(cas, path)
  const placed = placeCas(cas, view)
  const reader = new CasReader(placed.cas)
  const reading = isOwn(reader) ? readOwn(reader, view, path) : readForeign(reader, view, path)
  const problems = placed.misplaced.map((structure) => misplacement(structure, path))
  return { ...reading, problems }
}

/** The view that is read: the usual one, or else the first that has a text. */
function viewWithText({ views }: Cas): CasView | undefined {
  const withText = views.filter(({ text }) => text !== null)
  return withText.find(({ name }) => name === initialView) ?? withText[0]
}

/** A CAS without a text says what documents refer to, or nothing that can be held. */
function readWithoutText(cas: Cas, path: string): CasFileReading {
  const reader = new CasReader(cas)
  const [view] = cas.views
  if (view && isOwn(reader))
    return { document: null, items: readOwnCas(reader, view).items, problems: [] }
  const place = { document: placesOf(path).stem, range: null, what: '' }
  const loss = { how: 'dropped', reason: 'text-not-held', place } as const
  const others = [...cas.structures.values()].filter(({ type }) => type !== sofaType).length
  return {
    document: null,
    items: [
      { item: 'loss', loss: { ...loss, kind: 'document', count: 1 } },
      { item: 'loss', loss: { ...loss, kind: 'other', count: others } },
    ],
    problems: [],
  }
}

type Reading = Omit<CasFileReading, 'problems'>

function readOwn(reader: CasReader, view: CasView, path: string): Reading {
  const { document, layer, items } = readOwnCas(reader, view)
  return { document: document && { path, document, layer, annotations: null }, items }
}

function readForeign(reader: CasReader, view: CasView, path: string): Reading {
  const { stem, folder } = placesOf(path)
  const id = `${folder}/${stem}`.replace(/^\//, '')
  const { meta, documentId, annotations, items } = readForeignCas(reader, view, {
    id,
    name: stem,
  })
  const document = { id: documentId, name: stem, text: view.text ?? '', meta, zones: [] }
  const others = reader.cas.views.filter((each) => each !== view && each.text !== null)
  const place = { document: stem, range: null }
  const lost = others.map(({ name }): CorpusItem => {
    const loss = { how: 'dropped', kind: 'other', reason: 'text-not-held', count: 1 } as const
    return { item: 'loss', loss: { ...loss, place: { ...place, what: name } } }
  })
  return { document: { path, document, layer: null, annotations }, items: [...items, ...lost] }
}

function misplacement({ id, type, features }: Structure, file: string): CorpusProblem {
  const span = `${features.get('begin')}-${features.get('end')}`
  const message = `The ${type} ${span} (id ${id}) lies outside the text or cuts a character, counted in UTF-16 units.`
  return { file, line: 0, message }
}
