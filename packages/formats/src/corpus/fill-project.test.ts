import {
  type AnyRecord,
  type DocumentId,
  defaultCodebookRecords,
  isRecordOf,
  type LayerId,
  newRecord,
  type RecordOf,
} from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainTools } from '../../test/plain-tools.ts'
import { type SomeCorpus, someCorpus } from '../../test/some-corpus.ts'
import { brokenRule, streamOf } from '../project/broken-rule.ts'
import { canonicalDocument } from './canonical-document.ts'
import type { Annotation, CorpusDocument, CorpusEntity, CorpusHead } from './corpus.ts'
import { type DocumentAddition, fillProject, type ProjectFilling } from './fill-project.ts'
import { Ledger, type LossReport, unaccounted } from './ledger.ts'
import { codebookIn } from './new-project.ts'
import { documentIdOf } from './to-project.ts'

const importer = { id: 'aaaaaaaa-0000-4000-8000-000000000001' as never, name: 'Importer' }
const projectId = 'aaaaaaaa-0000-4000-8000-000000000002' as never

/** A project in memory, as an import leaves it. */
class Project {
  codebook: AnyRecord[] = defaultCodebookRecords(projectId).map(({ id, kind, data }) =>
    newRecord(kind, id, data),
  )
  registry: AnyRecord[] = []
  readonly documents = new Map<
    string,
    { record: RecordOf<'document'>; text: string; layers: Map<LayerId, AnyRecord[]> }
  >()

  take({ head, documents }: SomeCorpus): LossReport {
    const ledger = new Ledger()
    const filling = this.filling(head, ledger)
    this.codebook.push(...filling.codebook)
    this.registry.push(...filling.registry.map(({ record }) => record))
    this.registry = this.registry.map((record) =>
      filling.restored.includes(record.id) ? { ...record, deleted: false } : record,
    )
    for (const document of documents) this.#takeDocument(document, filling)
    return ledger.report()
  }

  filling(head: CorpusHead, ledger: Ledger): ProjectFilling {
    const standing = {
      projectId,
      tools: plainTools,
      importer,
      at: '2030-01-01T00:00:00.000Z',
      importedFrom: 'test',
      codebook: codebookIn(this.codebook),
      registry: this.registry,
      versions: { newest: 1, next: 2 },
    }
    return fillProject(head, standing, ledger)
  }

  #takeDocument(given: CorpusDocument, filling: ProjectFilling): void {
    const canonical = canonicalDocument(given)
    if (!canonical.ok) throw new Error('Texts of these tests can be stored.')
    const document = canonical.value
    const standing = this.documents.get(document.text)
    if (standing) {
      this.#add(filling.addTo(document, standing), standing)
      return
    }
    const made = filling.newDocument(document, documentIdOf(document.id, projectId))
    const layers = made.layers.map(({ record, records }): [LayerId, AnyRecord[]] => [
      record.id as string as LayerId,
      [record, ...[...records].map((each) => each.record)],
    ])
    this.documents.set(document.text, {
      record: made.record,
      text: document.text,
      layers: new Map(layers),
    })
  }

  #add({ layers }: DocumentAddition, to: { layers: Map<LayerId, AnyRecord[]> }): void {
    for (const { layer, isNew, records, restored } of layers) {
      const id = layer.record.id as string as LayerId
      const back = new Set<string>(restored.map((record) => record.id))
      const before = isNew ? [layer.record] : (to.layers.get(id) ?? [])
      const kept = before.filter((record) => !back.has(record.id))
      to.layers.set(id, [...kept, ...restored, ...records.map(({ record }) => record)])
    }
  }

  /** Everything that is there, for comparison. */
  told(): unknown {
    const documents = [...this.documents.values()].map(({ record, layers }) => ({
      record,
      layers: [...layers].map(([id, records]) => [id, records.map((each) => each.id).sort()]),
    }))
    return { codebook: this.codebook, registry: this.registry, documents }
  }

  expectSound(): void {
    for (const { record, text, layers } of this.documents.values())
      for (const records of layers.values()) {
        const stream = streamOf('layer', records, record, text)
        const broken = records.filter((each) => !each.deleted && brokenRule(each, stream))
        expect(broken.map((each) => [each.kind, brokenRule(each, stream)])).toEqual([])
        expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
      }
    const stream = streamOf('registry', this.registry, null, null)
    for (const each of this.registry) expect(brokenRule(each, stream)).toBeUndefined()
  }
}

const reasonsOf = ({ dropped }: LossReport) => [...new Set(dropped.map(({ reason }) => reason))]

describe('a corpus that is brought into a project', () => {
  test('adds nothing the second time, and tells all of it', () =>
    fc.assert(
      fc.property(someCorpus, (corpus) => {
        const project = new Project()
        const first = project.take(corpus)
        expect(unaccounted(first)).toEqual([])
        project.expectSound()
        const before = project.told()
        const second = project.take(corpus)
        expect(project.told()).toEqual(before)
        expect(unaccounted(second)).toEqual([])
        expect(second.in).toEqual(first.in)
        // Labels and fields are names: those that stand are what the file means.
        const names = { label: second.in.label, attribute: second.in.attribute }
        const kept = Object.entries(second.out).filter(([, count]) => count > 0)
        expect(Object.fromEntries(kept)).toEqual(names)
        expect(reasonsOf(second)).toContain('duplicate')
      }),
      { numRuns: 15 },
    ))

  test('comes beside what is there, sound and accounted for, whatever it is', () =>
    fc.assert(
      fc.property(someCorpus, someCorpus, (one, other) => {
        const project = new Project()
        project.take(one)
        const texts = one.documents.map(({ text }) => text)
        const overOld = other.documents.map((document, index) => ({
          ...document,
          // The other's annotations over texts that are there already.
          text: texts[index % 2] ?? document.text,
        }))
        const report = project.take({ ...other, documents: overOld })
        expect(unaccounted(report)).toEqual([])
        project.expectSound()
      }),
      { numRuns: 15 },
    ))

  test('two people’s files over one text become two layers of one document', () => {
    const project = new Project()
    project.take(corpusOf('Ada spoke.', [mention('T1', 0, 3)], 'Ada Quist'))
    const report = project.take(corpusOf('Ada spoke.', [mention('T1', 0, 3)], 'Bo Lind'))
    expect(project.documents.size).toBe(1)
    expect([...project.documents.values()][0]?.layers.size).toBe(2)
    expect(report.out).toMatchObject({ document: 0, layer: 1, mention: 1 })
  })

  test('another file’s T1 is not the T1 that is there', () => {
    const project = new Project()
    project.take(corpusOf('Ada met Bo.', [mention('T1', 0, 3)]))
    const report = project.take(corpusOf('Ada met Bo.', [mention('T1', 8, 10)]))
    expect(report.out.mention).toBe(1)
    expect(project.take(corpusOf('Ada met Bo.', [mention('T1', 8, 10)])).out.mention).toBe(0)
  })

  test('a relation finds the mentions that stand there under other ids', () => {
    const project = new Project()
    project.take(corpusOf('Ada met Bo.', [mention('T1', 0, 3), mention('T2', 8, 10)]))
    const others = [mention('a', 0, 3), mention('b', 8, 10), relation('r', 'a', 'b')]
    const report = project.take(corpusOf('Ada met Bo.', others))
    expect(report.out).toMatchObject({ mention: 0, relation: 1 })
    project.expectSound()
  })

  test('what was deleted comes back, and a closed layer takes nothing', () => {
    const project = new Project()
    const corpus = corpusOf('Ada spoke.', [mention('T1', 0, 3)])
    project.take(corpus)
    rewrite(project, (record) =>
      record.kind === 'mention' ? { ...record, deleted: true } : record,
    )
    expect(project.take(corpus).out.mention).toBe(1)
    rewrite(project, (record) =>
      isRecordOf(record, 'layer')
        ? { ...record, data: { ...record.data, state: 'locked' as const } }
        : record,
    )
    const closed = project.take(corpusOf('Ada spoke.', [mention('T9', 4, 9)]))
    expect(reasonsOf(closed)).toContain('layer-closed')
    expect(unaccounted(closed)).toEqual([])
  })

  test('entities are found by their id at Wikidata, or by type and name', () => {
    const project = new Project()
    const take = (...entities: CorpusEntity[]) =>
      project.take({ head: head(entities), documents: [] })
    take(entity('1', 'Ada Quist', 'Q1'), entity('2', 'Bo Lind'))
    const report = take(entity('9', 'A. Quist', 'Q1'), entity('8', 'Bo Lind'), entity('7', 'Cy'))
    expect(report.out.entity).toBe(1)
    expect(report.dropped).toMatchObject([{ kind: 'entity', reason: 'duplicate', count: 2 }])
  })

  test('two of one name stay two, and are the same two the next time', () => {
    const project = new Project()
    const corpus = { head: head([entity('1', 'Bo Lind'), entity('2', 'Bo Lind')]), documents: [] }
    expect(project.take(corpus).out.entity).toBe(2)
    expect(project.take(corpus).out.entity).toBe(0)
    expect(project.registry).toHaveLength(2)
  })
})

function rewrite(project: Project, change: (record: AnyRecord) => AnyRecord): void {
  for (const { layers } of project.documents.values())
    for (const [id, records] of layers) layers.set(id, records.map(change))
}

function corpusOf(
  text: string,
  annotations: readonly Annotation[],
  annotator: string | null = null,
): SomeCorpus {
  const kind = annotator === null ? ('shared' as const) : ('annotator' as const)
  const layers = [{ kind, annotator, annotations }]
  const document = { id: 'd' as string & DocumentId, name: 'd', text, meta: {}, zones: [], layers }
  return { head: head([]), documents: [document] }
}

function head(entities: readonly CorpusEntity[]): CorpusHead {
  const label = { parent: null, definition: '', colour: null }
  return {
    name: '',
    labels: [
      { slot: 'entityType', set: 'Entity types', name: 'Person', ...label },
      { slot: 'relationType', set: 'Relations', name: 'knows', ...label },
    ],
    attributes: [],
    entities,
    propositions: [],
  }
}

function entity(id: string, name: string, wikidata?: string): CorpusEntity {
  return {
    id,
    name,
    type: 'Person',
    aliases: [],
    externalIds: wikidata === undefined ? {} : { wikidata },
    collective: false,
    members: [],
    partOf: null,
    note: '',
  }
}

function mention(id: string, startUtf16: number, endUtf16: number): Annotation {
  return {
    id,
    kind: 'mention',
    label: 'Person',
    extent: [{ startUtf16, endUtf16 }],
    values: {},
    passages: [],
    links: [],
    signature: null,
  }
}

function relation(id: string, from: string, to: string): Annotation {
  const end = (role: string, of: string) => ({
    role,
    to: { kind: 'annotation' as const, id: of },
  })
  return {
    ...mention(id, 0, 0),
    kind: 'relation',
    label: 'knows',
    extent: [],
    links: [end('from', from), end('to', to)],
  }
}
