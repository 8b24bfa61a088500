import type { Db } from '@parallax/db'
import {
  type DocumentId,
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
import {
  type FoundDocument,
  freeId,
  loadDocuments,
  standingTexts,
  takenIds,
  wantedId,
} from './standing-documents.ts'
import { restoring } from './write-vocabulary.ts'

/** How much came into a project. */
export type FillCounts = {
  /** New documents. */
  readonly documents: number
  /** Documents that were there already. */
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
  readonly writer?: ImportWriter
  readonly signal?: AbortSignal | undefined
}

/** A document in its stored form, with the hash of its text. */
type Placed = { readonly document: CorpusDocument; readonly sha256: string }

/**
 * Brings the documents of a corpus into a project. Texts that are new come first; then, if there are
 * any, those that are there already or come twice in the file.
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
  readonly standing: ReadonlyMap<string, string>
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
    const { projectId, filling, choices } = this.#given
    for (const { document, sha256 } of batch) {
      this.tally.take(document)
      if (this.#has(sha256)) this.hasMore = true
      else if (!standing.has(sha256)) {
        this.#brought.add(short(sha256))
        const id = freeId(projectId, { id: document.id, sha256 }, (each) =>
          this.#isTaken(each, taken),
        )
        this.#ids.add(short(id))
        await this.#write(filling.newDocument(document, id))
      } else if (choices.standingDocuments === 'skip') {
        this.counts.standingDocuments += 1
        filling.skip(document)
      } else this.hasMore = true
      await this.#pace.breathe(this.#given.signal)
    }
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
    await this.#given.writer?.settle()
    const { choices } = this.#given
    const standing = await this.#standing(batch)
    const old = batch.filter(({ sha256 }) => {
      if (!this.#has(sha256)) return choices.standingDocuments === 'add'
      // What came twice is marked when it first goes by.
      const mark = `again ${short(sha256)}`
      const isFirst = !this.#brought.has(mark)
      this.#brought.add(mark)
      return !isFirst
    })
    const ids = [...new Set(old.flatMap(({ sha256 }) => standing.get(sha256) ?? []))]
    let found = await loadDocuments(this.#db, this.#given.projectId, ids)
    const taken = new Set<string>()
    for (const { document, sha256 } of old) {
      await this.#pace.breathe(this.#given.signal)
      const id = standing.get(sha256) ?? ''
      // What the same batch has just written must be seen.
      if (id !== '' && taken.has(id)) found = await this.#reload(id, found)
      taken.add(id)
      await this.#add(document, found.get(id))
    }
  }

  async #reload(
    id: string,
    found: ReadonlyMap<string, FoundDocument>,
  ): Promise<ReadonlyMap<string, FoundDocument>> {
    await this.#given.writer?.settle()
    return new Map([...found, ...(await loadDocuments(this.#db, this.#given.projectId, [id]))])
  }

  async #add(document: CorpusDocument, found: FoundDocument | undefined): Promise<void> {
    const { filling, writer, importer } = this.#given
    this.counts.standingDocuments += 1
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

  #standing(batch: readonly Placed[]): Promise<ReadonlyMap<string, string>> {
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
