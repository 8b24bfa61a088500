import { ok, refuse } from '@parallax/domain'
import type {
  CodecInput,
  CorpusOutcome,
  InputFile,
  ReadContext,
} from '../codecs/codec-definition.ts'
import {
  type CorpusDocument,
  type CorpusEntity,
  type CorpusLabel,
  type CorpusLayer,
  usualSets,
} from '../corpus/corpus.ts'
import { readText } from '../corpus/read-text.ts'
import { type ConfType, type ReadConf, readAnnotationConf, readVisualConf } from './conf.ts'
import { type DocumentFiles, documentsOf, groupFiles, type TextFiles } from './group-files.ts'
import { entitiesPath, propositionsPath, readNormLines } from './norm-lists.ts'
import { type PlacedSpans, placeSpans } from './place-spans.ts'
import { readForeign } from './read-foreign.ts'
import { type ReadAnnotations, readOwn } from './read-own.ts'
import { passageTypes } from './roles.ts'
import { parseStandoff, type Standoff } from './standoff.ts'

/** What is in a folder of brat's, one document after the other. */
export async function* readFolder(
  { files }: CodecInput,
  { tools }: ReadContext,
): AsyncGenerator<CorpusOutcome> {
  const reader = new FolderReader(files)
  yield* reader.head()
  const { texts, orphans } = groupFiles(files)
  for (const { path } of orphans)
    yield refuse({ file: path, line: 0, message: 'The text of these annotations is not there.' })
  // A text that is too large is told when its document is read.
  const hashOf = async (file: InputFile) => {
    const text = await readText(file)
    return text.ok ? tools.sha256(text.value) : file.path
  }
  for (const document of await documentsOf(texts, reader.conf.folders, hashOf))
    yield* reader.document(document)
  yield* reader.entities()
}

class FolderReader {
  readonly #files: readonly InputFile[]
  readonly #entities = new Map<string, CorpusEntity>()
  #originals: ReadonlyMap<string, string> = new Map()
  conf: ReadConf = readAnnotationConf('')

  constructor(files: readonly InputFile[]) {
    this.#files = files
  }

  /** What the folder says of the whole. */
  async *head(): AsyncGenerator<CorpusOutcome> {
    yield* this.#readConf()
    for (const [slot, types] of [
      ['entityType', this.conf.entityTypes],
      ['relationType', this.conf.relationTypes],
    ] as const)
      for (const type of types)
        if (!this.conf.isOurs || !passageTypes.includes(type.name))
          yield ok({ item: 'label', label: this.#labelOf(slot, type) })
    if (!this.conf.isOurs) return
    for (const path of [entitiesPath, propositionsPath]) {
      const file = this.#find(path)
      const text = file && (await readText(file))
      if (text && !text.ok) yield text
      else if (text) yield* readNormLines(file.path, text.value)
    }
  }

  async *#readConf(): AsyncGenerator<CorpusOutcome> {
    const [annotation, visual] = ['annotation.conf', 'visual.conf'].map((name) => this.#find(name))
    const conf = annotation && (await readText(annotation))
    if (conf && !conf.ok) yield conf
    else if (conf) this.conf = readAnnotationConf(conf.value)
    if (!this.conf.isOurs || !visual) return
    const labels = await readText(visual)
    if (labels.ok) this.#originals = readVisualConf(labels.value)
    else yield labels
  }

  /** The outermost file of this name. */
  #find(name: string): InputFile | undefined {
    const named = this.#files.filter(({ path }) => path === name || path.endsWith(`/${name}`))
    return named.sort((a, b) => a.path.split('/').length - b.path.split('/').length)[0]
  }

  #original = (safe: string) => this.#originals.get(safe) ?? safe

  #labelOf(slot: 'entityType' | 'relationType', { name, parent }: ConfType): CorpusLabel {
    const original = this.conf.isOurs ? this.#original : (safe: string) => safe
    return {
      slot,
      set: usualSets[slot],
      name: original(name),
      parent: parent === null ? null : original(parent),
      definition: '',
      colour: null,
    }
  }

  async *document({ id, name, layers }: DocumentFiles): AsyncGenerator<CorpusOutcome> {
    const [first] = layers
    const read = first && (await readText(first.files.text))
    if (!first || !read?.ok) {
      if (read && !read.ok) yield read
      return
    }
    const standoffs: Standoff[] = []
    for (const { files } of layers) standoffs.push(yield* this.#standoff(files))
    const spans = standoffs.map((standoff) => standoff.spans)
    const { text, lists } = placeSpans(read.value, spans)
    const found: CorpusLayer[] = []
    for (const [index, { kind, annotator }] of layers.entries()) {
      const [standoff, placed] = [standoffs[index], lists[index]]
      if (!standoff || !placed) continue
      yield* told(placed)
      const { annotations, problems } = this.#annotations(standoff, { ...placed, text }, id)
      for (const problem of problems) yield refuse(problem)
      found.push({ kind, annotator, annotations })
    }
    const document: CorpusDocument = { id, name, text, meta: {}, zones: [], layers: found }
    yield ok({ item: 'document', document })
  }

  async *#standoff({ annotations }: TextFiles): AsyncGenerator<CorpusOutcome, Standoff> {
    const read: { path: string; text: string }[] = []
    for (const file of annotations) {
      const text = await readText(file)
      if (text.ok) read.push({ path: file.path, text: text.value })
      else yield text
    }
    const standoff = parseStandoff(read)
    for (const problem of standoff.problems) yield refuse(problem)
    return standoff
  }

  #annotations(
    standoff: Standoff,
    placed: PlacedSpans & { readonly text: string },
    id: string,
  ): ReadAnnotations {
    return this.conf.isOurs
      ? readOwn(standoff, placed, this.#original)
      : readForeign(standoff, placed, id, this.#entities)
  }

  *entities(): Generator<CorpusOutcome> {
    for (const entity of this.#entities.values()) yield ok({ item: 'entity', entity })
  }
}

function* told({ unit, problems }: PlacedSpans): Generator<CorpusOutcome> {
  if (unit !== 'code-points')
    yield ok({
      item: 'note',
      note: `Offsets fit as ${unit}, not as code points, as brat has them.`,
    })
  for (const problem of problems) yield refuse(problem)
}
