import { createProject, putSource, putText } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import {
  type DocumentId,
  documentIdSchema,
  emptyStream,
  type ProjectId,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'
import {
  expectedBack,
  type Gold,
  goldId,
  goldJson,
  goldLayer,
  goldRequests,
  goldSchema,
  goldTexts,
  goldWorld,
  operationOf,
  readBack,
  sampleProjectId,
  submit,
  type World,
} from '@parallax/domain/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import type { Snapshot } from '../snapshot.ts'
import { submitOperations } from './submit-operations.ts'

if (goldJson === undefined) {
  test('gold file not here: not run', () => {
    expect(goldTexts.size).toBe(0)
  })
} else {
  const gold = goldSchema.parse(JSON.parse(goldJson))
  const project = sampleProjectId('gold')
  const start = goldWorld(gold, project, goldTexts)

  describe.each(testEngines)('the gold file on %s', (engine) => {
    let api: TestApi
    let reader: TestPerson

    beforeAll(async () => {
      api = await openTestApi(engine)
      reader = await api.person('Rita')
      await prepareDoor(api, reader, gold, project)
    })
    afterAll(() => api.remove())

    test('goes in without a refusal, and comes out equal', async () => {
      const refusals: unknown[] = []
      let world = start
      for (const request of goldRequests(gold, start)) {
        const operation = operationOf(world, request)
        const asked = { projectId: project, actor: request.actor, operations: [operation] }
        const [answer] = await submitOperations(api.services, asked)
        if (answer?.result !== 'ok') refusals.push({ type: request.type, answer })
        world = submit(world, request).world
      }
      expect(refusals).toEqual([])
      expect(readBack(gold, await readWorld(reader, gold, start))).toEqual(expectedBack(gold))
    })

    test('is counted as what it is', async () => {
      expect((await reader.call.projects.get({ project })).counts).toEqual({
        documents: gold.documents.length,
        entities: gold.entities.length,
        propositions: gold.propositions.length,
        mention: gold.mentions.length,
        claim: gold.claims.length,
        stance: gold.stances.length,
        relation: gold.relations.length,
      })
    })
  })
}

/** A project without a codebook of its own, with the gold's texts at its door. */
async function prepareDoor(
  { services }: TestApi,
  reader: TestPerson,
  gold: Gold,
  projectId: ProjectId,
): Promise<void> {
  const { db } = services
  const now = new Date()
  const createdBy = reader.userId
  const project = { id: projectId, name: 'Gold', mode: 'side-by-side', isSample: false } as const
  await createProject(db, { ...project, createdBy, createdAt: now })
  for (const { file, sha256, bytes } of gold.documents) {
    const text = goldTexts.get(file) ?? ''
    await putText(db, { projectId, sha256, text, folded: null })
    await putSource(db, {
      projectId,
      sha256,
      importer: 'text',
      importerVersion: '1',
      textSha256: sha256,
      sizeBytes: bytes,
      mediaType: 'text/plain',
      filename: file,
      uploadedBy: createdBy,
      uploadedAt: now,
    })
  }
}

/** The project as a browser reads it, in the shape that the gold's own reading takes. */
async function readWorld({ call }: TestPerson, gold: Gold, start: World): Promise<World> {
  const { projectId: project } = start
  const { registry, codebook } = await call.projects.open({ project })
  const opened = await Promise.all(
    gold.documents.map(({ id }) => call.documents.open({ project, document: documentOf(id) })),
  )
  const snapshots = [
    registry,
    codebook,
    ...opened.flatMap(({ document, layers }) => [document, ...layers]),
  ]
  const documentsOfLayers = new Map(
    gold.layers.map(({ id }) => {
      const address = goldLayer(gold, id)
      return [String(address.id), address.document]
    }),
  )
  const streams = snapshots.map((snapshot) => {
    const { kind, id } = snapshot
    const document = documentsOfLayers.get(id) ?? null
    return [id, { address: { kind, id, document }, state: stateOf(snapshot), log: [] }] as const
  })
  return { ...start, streams: new Map(streams) }
}

function stateOf({ kind, id, seq, records }: Snapshot): StreamState {
  return stateFromRecords(emptyStream(kind, id), seq, records)
}

function documentOf(id: string): DocumentId {
  return documentIdSchema.parse(goldId(id))
}
