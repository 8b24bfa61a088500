import type { Db } from '@parallax/db'
import {
  type DocumentId,
  type EntityId,
  emptyStream,
  type LayerId,
  newRecord,
  type ProjectId,
  type RecordOf,
  type StreamId,
} from '@parallax/domain'
import { platformTools } from '@parallax/files'
import {
  type Authorship,
  type CorpusDocument,
  type CorpusSource,
  canonicalDocument,
  type DocumentSource,
  type LayerAddition,
  type Ledger,
  type ProjectFilling,
  type StandingDocument,
} from '@parallax/formats'
import { storableProblem } from '../submit/storable.ts'
import type { ImportChoices } from './import-choices.ts'
import { ImportTally } from './import-tally.ts'
import type { ImportWriter } from './import-writer.ts'
import { Pace } from './pace.ts'
import { SameText } from './same-texts.ts'
import {
  type DocumentsOfText,
  type FoundDocument,
  freeId,
  loadDocuments,
  mostAlike,
  standingTexts,
  takenIds,
  wantedId,
} from './standing-documents.ts'
import { restoring } from './write-vocabulary.ts'

/** How much came into a project. */
export type FillCounts = {
  /** New documents. */
  readonly documents: number
  /** Documents that the project had already. */
  readonly standingDocuments: number
  /** New layers, of old documents too. */
  readonly layers: number
  /** New annotations. */
  readonly records: number
}

/** What filling is done with. Without a writer everything is looked at and nothing is written. */
export type Filling = {
  readonly projectId: ProjectId
  readonly filling: ProjectFilling
  readonly ledger: Ledger
  readonly importer: Authorship
  readonly choices: Pick<ImportChoices, 'standingDocuments'>
  /** The name of an entity of the project. */
  readonly nameOf: (entity: EntityId) => string | undefined
  readonly writer?: ImportWriter
  readonly signal?: AbortSignal | undefined
}

/** A document in its stored form, with the hash of its text. */
type Placed = { readonly document: CorpusDocument; readonly sha256: string }

/** What becomes of a document whose text is there: a document of its own, or one with another. */
type Destined = {
  readonly document: CorpusDocument
  readonly id: string
  readonly as: 'own' | 'with-own' | 'with-standing'
}

/**
 * Brings the documents of a corpus into a project. Texts that are new come first; then, if there are
 * any, those that are there already or come twice in the file. Documents of one file with the same
 * text are one if no more is known of the later one, as when several people have annotated it; one
 * report in several outlets is as many documents.
 */
export async function fillDocuments(
  db: Db,
  { source }: { readonly source: CorpusSource },
  given: Filling,
): Promise<FillCounts & { readonly tally: ImportTally }> {
  const filler = new DocumentFiller(db, given, new ImportTally(source.head))
  await filler.takeNew(placedIn(source, given, newAtOnce))
  if (filler.hasMore)
    for await (const batch of placedIn(source, { ...given, isAgain: true }, oldAtOnce))
      await filler.takeOld(batch)
  return { ...filler.counts, tally: filler.tally }
}

const newAtOnce = 50
const oldAtOnce = 20
/** Long texts come fewer at a time. */
const textUtf16AtOnce = 500_000

/** The documents that can be stored, some at a time; others are told as lost. */
async function* placedIn(
  source: CorpusSource,
  { ledger, signal, isAgain = false }: Filling & { readonly isAgain?: boolean },
  atOnce: number,
): AsyncGenerator<readonly Placed[]> {
  const pace = new Pace()
  let batch: Placed[] = []
  let textUtf16 = 0
  for await (const given of source.documents()) {
    await pace.breathe(signal)
    const canonical = canonicalDocument(given)
    const isStorable =
      canonical.ok &&
      storableProblem(canonical.value, JSON.stringify(canonical.value)) === undefined
    if (!isStorable) {
      if (!isAgain) loseDocument(given, ledger)
      continue
    }
    const document = canonical.value
    batch.push({ document, sha256: platformTools.sha256(document.text) })
    textUtf16 += document.text.length
    if (batch.length < atOnce && textUtf16 < textUtf16AtOnce) continue
    yield batch
    batch = []
    textUtf16 = 0
  }
  if (batch.length > 0) yield batch
}

function loseDocument({ name }: CorpusDocument, ledger: Ledger): void {
  const place = { document: name, range: null, what: '' }
  ledger.countIn('document')
  ledger.lose({ how: 'dropped', kind: 'document', reason: 'text-not-held', place, count: 1 })
}

/** What a project has already: documents by the hash of their text, and ids. */
type LookedUp = {
  readonly standing: ReadonlyMap<string, DocumentsOfText>
  readonly taken: ReadonlySet<string>
}

class DocumentFiller {
  readonly tally: ImportTally
  readonly counts = { documents: 0, standingDocuments: 0, layers: 0, records: 0 }
  /** Whether documents were passed over that are there already. */
  hasMore = false
  readonly #db: Db
  readonly #given: Filling
  /** Hashes of the texts that this file has brought, in as few bytes as they take. */
  readonly #brought = new Set<string>()
  /** Of the texts that come more than once, the documents that they are, as those go by again. */
  readonly #repeated = new Map<string, SameText>()
  /** Ids of the documents that it has brought, likewise. */
  readonly #ids = new Set<string>()
  readonly #pace = new Pace()

  constructor(db: Db, given: Filling, tally: ImportTally) {
    this.#db = db
    this.#given = given
    this.tally = tally
  }

  /** Brings in documents whose text is new. While some are made ready, the next are looked up. */
  async takeNew(batches: AsyncIterable<readonly Placed[]>): Promise<void> {
    let last: (() => Promise<void>) | undefined
    for await (const batch of batches) {
      const known = this.#inTurn(() => this.#lookUp(batch))
      // What fails while nobody waits for it is told when it is waited for.
      known.catch(() => {})
      await last?.()
      last = async () => this.#takeBatch(batch, await known)
    }
    await last?.()
  }

  async #takeBatch(batch: readonly Placed[], { standing, taken }: LookedUp): Promise<void> {
    const { filling, choices } = this.#given
    for (const { document, sha256 } of batch) {
      this.tally.take(document)
      if (this.#has(sha256)) this.#noteRepeated(sha256)
      else if (!standing.has(sha256)) {
        this.#brought.add(short(sha256))
        await this.#write(filling.newDocument(document, this.#newId({ document, sha256 }, taken)))
      } else if (choices.standingDocuments === 'skip') {
        this.counts.standingDocuments += 1
        filling.skip(document)
      } else this.hasMore = true
      await this.#pace.breathe(this.#given.signal)
    }
  }

  #noteRepeated(sha256: string): void {
    this.hasMore = true
    if (!this.#repeated.has(short(sha256))) this.#repeated.set(short(sha256), new SameText())
  }

  #newId({ document, sha256 }: Placed, taken: LookedUp['taken']): DocumentId {
    const named = { id: document.id, sha256 }
    const id = freeId(this.#given.projectId, named, (each) => this.#isTaken(each, taken))
    this.#ids.add(short(id))
    return id
  }

  /** What the project has of these already. */
  async #lookUp(batch: readonly Placed[]): Promise<LookedUp> {
    const { projectId } = this.#given
    const ids = batch.map(({ document, sha256 }) =>
      wantedId(projectId, { id: document.id, sha256 }),
    )
    return {
      standing: await this.#standing(batch),
      taken: await takenIds(this.#db, projectId, ids),
    }
  }

  #isTaken(id: DocumentId, taken: ReadonlySet<string>): boolean {
    return taken.has(id) || this.#ids.has(short(id))
  }

  #inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const { writer } = this.#given
    return writer ? writer.inTurn(ask) : ask()
  }

  async #write(document: DocumentSource): Promise<void> {
    const { writer } = this.#given
    const { layers, comments: _, ...head } = document
    const id = head.record.id as string as DocumentId // a document's own id
    this.counts.documents += 1
    await writer?.take({ item: 'document', ...head })
    for (const { records, ...layer } of layers) {
      this.counts.layers += 1
      await writer?.take({ item: 'layer', ...layer })
      const layerId = layer.record.id as string as LayerId // a layer's own id
      for (const each of records) {
        this.counts.records += 1
        await writer?.take({ item: 'layer-record', layer: layerId, document: id, ...each })
      }
    }
  }

  /** Documents whose text is there by now. The first of each text that this file brought is not one. */
  async takeOld(batch: readonly Placed[]): Promise<void> {
    const { writer, filling, projectId, signal } = this.#given
    await writer?.settle()
    const old = batch.filter(({ sha256 }) => this.#isOld(sha256))
    const known = await this.#lookUp(old)
    const destined = old.flatMap((placed) => this.#destine(placed, known) ?? [])
    const ids = destined.flatMap(({ id, as }) => (as === 'own' ? [] : [id]))
    let found = await loadDocuments(this.#db, projectId, [...new Set(ids)])
    const written = new Set<string>()
    for (const each of destined) {
      const { document, id, as } = each
      await this.#pace.breathe(signal)
      // What the same batch has just written must be seen.
      if (as !== 'own' && written.has(id)) found = await this.#reload(id, found)
      written.add(id)
      if (as === 'own')
        await this.#write(filling.newDocument(document, id as DocumentId)) // its own
      else await this.#add(each, found.get(id))
    }
  }

  #isOld(sha256: string): boolean {
    if (this.#has(sha256)) return this.#repeated.has(short(sha256))
    return this.#given.choices.standingDocuments === 'add'
  }

  /** `undefined` for the first document of a text that this file has brought: that one is there. */
  #destine(placed: Placed, { standing, taken }: LookedUp): Destined | undefined {
    const { document, sha256 } = placed
    const { meta } = document
    const made = wantedId(this.#given.projectId, { id: document.id, sha256 })
    const there = standing.get(sha256) ?? []
    const same = this.#repeated.get(short(sha256))
    if (!same) {
      const id = mostAlike(there, { meta, madeId: made }, this.#given.nameOf) ?? ''
      return { document, id, as: 'with-standing' }
    }
    if (same.isEmpty) {
      same.add(meta, there[0]?.documentId ?? made)
      return undefined
    }
    const twin = same.find(meta)
    if (twin !== undefined) return { document, id: twin, as: 'with-own' }
    const id = this.#newId(placed, taken)
    same.add(meta, id)
    return { document, id, as: 'own' }
  }

  async #reload(
    id: string,
    found: ReadonlyMap<string, FoundDocument>,
  ): Promise<ReadonlyMap<string, FoundDocument>> {
    await this.#given.writer?.settle()
    return new Map([...found, ...(await loadDocuments(this.#db, this.#given.projectId, [id]))])
  }

  async #add({ document, as }: Destined, found: FoundDocument | undefined): Promise<void> {
    const { filling, writer, importer } = this.#given
    this.counts.standingDocuments += as === 'with-standing' ? 1 : 0
    const addition = filling.addTo(document, found?.standing ?? onlyLookedAt(document))
    const { document: documentId } = addition
    const about = { documentId, text: document.text, authorshipOf: () => importer }
    if (addition.isBack && found) {
      const change = { added: [], written: restoring(found.document, documentId) }
      await writer?.takeChange({ ...about, before: found.document, change })
    }
    for (const layer of addition.layers) {
      this.counts.layers += layer.isNew ? 1 : 0
      this.counts.records += layer.records.length + layer.restored.length
      await this.#addLayer(layer, found, about)
    }
  }

  async #addLayer(
    { layer, isNew, records, restored }: LayerAddition,
    found: FoundDocument | undefined,
    about: { readonly documentId: DocumentId; readonly text: string },
  ): Promise<void> {
    const { writer, importer } = this.#given
    const id = layer.record.id as string as StreamId // a layer's id names its stream
    const before = found?.layers.get(id as string as LayerId) ?? emptyStream('layer', id)
    const added = isNew ? [layer, ...records] : records
    const authors = new Map<string, Authorship>(
      added.map(({ record, authorship }) => [record.id, authorship]),
    )
    const written = restored.flatMap((record) => restoring(before, record.id))
    const change = { added: added.map(({ record }) => record), written }
    const authorshipOf = (each: string) => authors.get(each) ?? importer
    await writer?.takeChange({ ...about, before, change, authorshipOf })
  }

  #standing(batch: readonly Placed[]): Promise<LookedUp['standing']> {
    const hashes = [...new Set(batch.map(({ sha256 }) => sha256))]
    return standingTexts(this.#db, this.#given.projectId, hashes)
  }

  #has(sha256: string): boolean {
    return this.#brought.has(short(sha256))
  }
}

/** A hash or an id as half as many bytes: there may be a hundred thousand. */
function short(hex: string): string {
  return Buffer.from(hex.replaceAll('-', ''), 'hex').toString('latin1')
}

/** A document that a look at a file has not written, for a second one of the same text. */
function onlyLookedAt({ text }: CorpusDocument): StandingDocument {
  const id = platformTools.sha256(text)
  // Nothing of it is looked at but that it has no zones.
  const record = newRecord('document', id, { zones: [] }) as RecordOf<'document'>
  return { record, layers: new Map() }
}
