import {
  type Actor,
  applyChange,
  codebookStreamId,
  defaultCodebookRecords,
  deriveId,
  emptyStream,
  extentOf,
  hopefulFacts,
  isRecordOf,
  lintsOf,
  mapValues,
  type Operation,
  operationSchema,
  type PlanContext,
  type ProjectId,
  planOperation,
  quoteOf,
  type RecordOf,
  registryStreamId,
  type StreamId,
  type StreamState,
  streamHead,
  type UserId,
} from '@parallax/domain'
import { proposeMeta } from '@parallax/formats'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../sha256.ts'
import { sampleProject } from './sample-project.ts'

const project = '00000000-0000-4000-8000-000000000001' as ProjectId
const people = {
  first: deriveId(project, 'first') as unknown as UserId,
  second: deriveId(project, 'second') as unknown as UserId,
}

/** A project in memory that takes operations as the server does, one after the other. */
class Replay {
  readonly streams = new Map<string, StreamState>()
  readonly texts = new Map<string, string>()

  take(operation: Operation, actor: Actor): void {
    const { kind, id } = operation.stream
    const state = this.streams.get(id) ?? emptyStream(kind, id)
    const planned = planOperation(state, this.contextOf(operation), operation, actor)
    if (!planned.ok) throw new Error(`${operation.type}: ${JSON.stringify(planned.reason)}`)
    const stamp = { seq: state.seq + 1, actor: actor.userId }
    this.streams.set(id, applyChange(state, planned.value, stamp))
  }

  contextOf({ stream, args, type }: Operation): PlanContext {
    const layer = this.streams.get(stream.id)
    const about = layer && streamHead(layer, 'layer')?.data.document
    const named =
      type === 'layer.create' ? (args as { document: string }).document : (about ?? stream.id)
    const documents = this.streams.get(named)
    const document = (documents && streamHead(documents, 'document')) ?? null
    return {
      projectId: project,
      document,
      text: this.textOf(document, args),
      registry: this.streams.get(registryStreamId(project)) ?? null,
      codebook: this.streams.get(codebookStreamId(project)) ?? null,
      facts: { ...hopefulFacts, hasDocument: (id) => this.streams.has(id) },
    }
  }

  private textOf(document: RecordOf<'document'> | null, args: unknown): string | null {
    const sha =
      document?.data.textSha256 ?? (args as { data?: { textSha256?: string } }).data?.textSha256
    return (sha && this.texts.get(sha)) ?? null
  }
}

function replayed(): Replay {
  const replay = new Replay()
  const owner = { userId: people.first, role: 'owner' as const }
  const stream = { kind: 'codebook' as const, id: codebookStreamId(project) as StreamId }
  const first = (type: string, args: unknown) =>
    operationSchema.parse({
      id: deriveId(project, type),
      stream,
      baseSeq: 0,
      group: deriveId(project, type),
      after: null,
      type,
      args,
    })
  replay.take(first('codebook.create', { records: defaultCodebookRecords(project) }), owner)
  replay.take(
    first('codebook.publish', { id: deriveId(project, 'v1'), note: '', migrations: [] }),
    owner,
  )
  const sample = sampleProject(project, people)
  for (const { text } of sample.texts) replay.texts.set(sha256(text), text)
  for (const { actor, operation } of sample.operations)
    replay.take(operation, { userId: actor, role: 'owner' })
  return replay
}

describe('the sample project', () => {
  const { streams, texts } = replayed()
  const layers = [...streams.values()].filter(({ kind }) => kind === 'layer')
  const documentOf = (layer: StreamState) => {
    const id = streamHead(layer, 'layer')?.data.document ?? ''
    const stream = streams.get(id)
    return stream && streamHead(stream, 'document')
  }
  const textOf = (layer: StreamState) => texts.get(documentOf(layer)?.data.textSha256 ?? '') ?? ''
  const recordsOfKind = (kind: 'mention' | 'claim' | 'stance' | 'relation' | 'documentLabel') =>
    layers.flatMap((layer) =>
      [...mapValues(layer.records)].filter((record) => isRecordOf(record, kind)),
    )

  test('is accepted, operation by operation', () => {
    expect(layers).toHaveLength(4)
    expect(sampleProject(project, people).operations.length).toBeLessThan(30)
  })

  test('has enough of everything that screens show', () => {
    expect(recordsOfKind('mention').length).toBeGreaterThan(60)
    expect(recordsOfKind('claim').length).toBeGreaterThan(30)
    expect(recordsOfKind('stance').length).toBeGreaterThan(10)
    expect(recordsOfKind('relation').length).toBeGreaterThan(5)
    expect(recordsOfKind('documentLabel')).toHaveLength(4)
    const chains = recordsOfKind('claim').map((each) =>
      isRecordOf(each, 'claim') ? each.data.report.chain.length : 0,
    )
    expect(Math.max(...chains)).toBe(2)
    expect(
      recordsOfKind('claim').some(
        (each) => isRecordOf(each, 'claim') && each.data.act === 'denial',
      ),
    ).toBe(true)
  })

  test('quotes what stands in the text, whole words at a time', () => {
    for (const layer of layers) {
      const text = textOf(layer)
      for (const record of mapValues(layer.records)) {
        for (const { startUtf16, endUtf16 } of extentOf(record)) {
          expect(quoteOf([{ startUtf16, endUtf16 }], text).trim()).not.toBe('')
          expect(
            /\p{L}/u.test(text[startUtf16 - 1] ?? '') && /\p{L}/u.test(text[startUtf16] ?? ''),
          ).toBe(false)
        }
      }
    }
  })

  test('leaves no lint', () => {
    const registry = streams.get(registryStreamId(project)) ?? null
    const codebook = streams.get(codebookStreamId(project)) ?? null
    for (const layer of layers) {
      const context = {
        projectId: project,
        document: documentOf(layer) ?? null,
        text: textOf(layer),
        registry,
        codebook,
        facts: hopefulFacts,
      }
      expect(lintsOf(layer, context)).toEqual([])
    }
  })

  test('shares propositions between outlets, and analysts disagree on both articles', () => {
    const saidIn = new Map<string, Set<string>>()
    for (const layer of layers)
      for (const record of mapValues(layer.records))
        if (isRecordOf(record, 'claim') && record.data.proposition)
          saidIn.set(
            record.data.proposition,
            (saidIn.get(record.data.proposition) ?? new Set()).add(documentOf(layer)?.id ?? ''),
          )
    expect([...saidIn.values()].filter((documents) => documents.size === 2).length).toBeGreaterThan(
      3,
    )
  })

  test('is what the upload would propose', () => {
    const [meridian, daily] = sampleProject(project, people).texts.map(({ text, filename }) =>
      proposeMeta(text, filename),
    )
    expect(meridian).toMatchObject({
      outletName: 'The Meridian',
      byline: ['Petra Lund'],
      publishedAt: '2031-03-12',
    })
    expect(daily).toMatchObject({
      outletName: 'Brennick Daily',
      byline: ['Jonas Hale'],
      publishedAt: null,
    })
  })

  test('has no id in common with the sample of another project', () => {
    const other = '00000000-0000-4000-8000-000000000002' as ProjectId
    const idsOf = (of: ProjectId) =>
      sampleProject(of, people).operations.map(({ operation }) => operation.id)
    expect(idsOf(project).filter((id) => idsOf(other).includes(id))).toEqual([])
    expect(new Set(idsOf(project)).size).toBe(idsOf(project).length)
  })
})
