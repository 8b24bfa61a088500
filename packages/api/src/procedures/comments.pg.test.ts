import { schema } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import {
  type LayerId,
  layerId,
  type Operation,
  type ProjectId,
  projectIdSchema,
} from '@parallax/domain'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  importDocument,
  join,
  mention,
  operation,
  type SampleDocument,
  sampleText,
} from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'

type Said = { readonly id: string; readonly stream: Operation['stream'] }

describe.each(testEngines)('comments and visits, on %s', (engine) => {
  let api: TestApi
  let olga: TestPerson
  let ada: TestPerson
  let vera: TestPerson
  let project: ProjectId
  let sample: SampleDocument

  beforeAll(async () => {
    api = await openTestApi(engine)
    olga = await api.person('Olga')
    ada = await api.person('Ada')
    vera = await api.person('Vera')
  })
  beforeEach(async () => {
    project = projectIdSchema.parse(mintId())
    await olga.call.projects.create({ id: project, name: 'News', mode: 'side-by-side' })
    await join(olga, project, ada, 'annotator')
    await join(olga, project, vera, 'viewer')
    sample = await importDocument(api.services, olga, project)
  })
  afterAll(() => api.remove())

  async function answers(person: TestPerson, ...operations: readonly Operation[]) {
    const sent = await person.call.operations.submit({ project, operations: [...operations] })
    return sent.answers
  }

  async function accepted(person: TestPerson, ...operations: readonly Operation[]) {
    for (const answer of await answers(person, ...operations))
      expect(answer.result, JSON.stringify(answer)).toBe('ok')
  }

  const passage = () => {
    const startUtf16 = sampleText.indexOf('bridge was safe')
    return { kind: 'passage', extent: [{ startUtf16, endUtf16: startUtf16 + 6 }] }
  }

  async function say(
    person: TestPerson,
    body: readonly unknown[],
    { stream = sample.documentStream, anchor = passage() as object } = {},
  ): Promise<Said> {
    const id = mintId()
    await accepted(person, operation('comment.create', stream, { id, anchor, body }))
    return { id, stream }
  }

  async function ownLayer(person: TestPerson): Promise<Operation['stream'] & { id: LayerId }> {
    const id = layerId(sample.document, 'annotator', person.userId)
    const args = {
      document: sample.document,
      kind: 'annotator',
      owner: person.userId,
      blind: false,
      codebook: 1,
    }
    await accepted(person, operation('layer.create', { kind: 'layer', id }, args))
    return { kind: 'layer', id }
  }

  const inDocument = () => ({ project, document: sample.document })
  const unread = async (person: TestPerson) =>
    (await person.call.comments.unread(inDocument())).comments
  const waiting = (person: TestPerson) => person.call.comments.waiting({ project })

  test('a comment of another is unread until it was read, and one’s own never', async () => {
    const first = await say(olga, ['Which bridge?'])
    const second = await say(olga, ['The old one?'])
    expect(await unread(ada)).toEqual([first.id, second.id])
    expect(await unread(vera)).toEqual([first.id, second.id])
    expect(await unread(olga)).toEqual([])
    await ada.call.comments.read({ project, comments: [first.id as never] })
    await ada.call.comments.read({ project, comments: [first.id as never] })
    expect(await unread(ada)).toEqual([second.id])
    expect(await unread(vera), 'reading is one’s own').toEqual([first.id, second.id])
    const { unread: counts } = await waiting(ada)
    expect(counts).toEqual([{ document: sample.document, count: 1 }])
  })

  test('what was taken back is no longer unread', async () => {
    const said = await say(olga, ['Which bridge?'])
    await accepted(olga, operation('comment.delete', said.stream, { id: said.id }))
    expect(await unread(ada)).toEqual([])
    await accepted(olga, operation('comment.restore', said.stream, { id: said.id }))
    expect(await unread(ada)).toEqual([said.id])
    await accepted(olga, operation('document.retire', sample.documentStream, {}))
    expect((await waiting(ada)).unread, 'nor what stands in a retired document').toEqual([])
  })

  test('who is named is told so, in this project alone', async () => {
    const body = ['Is it safe, ', { user: ada.userId }, '?']
    const said = await say(olga, body)
    await say(olga, ['Nobody in particular.'])
    await say(ada, ['I ask myself, ', { user: ada.userId }])
    const { mentions, mentionCount } = await waiting(ada)
    expect(mentionCount).toBe(1)
    expect(mentions).toEqual([
      {
        comment: said.id,
        document: sample.document,
        documentTitle: 'Bridge reopens after repairs',
        author: olga.userId,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        body,
      },
    ])
    expect((await waiting(vera)).mentionCount).toBe(0)
    const other = projectIdSchema.parse(mintId())
    await ada.call.projects.create({ id: other, name: 'Elsewhere', mode: 'together' })
    expect((await ada.call.comments.waiting({ project: other })).mentionCount).toBe(0)
    await ada.call.comments.read({ project, comments: [said.id as never] })
    expect((await waiting(ada)).mentionCount).toBe(0)
  })

  test('the server asks by the same table who may do what', async () => {
    const said = await say(olga, ['Which bridge?'])
    const args = { id: said.id }
    const edit = operation('comment.edit', said.stream, { ...args, body: ['Mine now.'] })
    const gone = operation('comment.delete', said.stream, args)
    const done = operation('comment.resolve', said.stream, { ...args, resolved: true })
    for (const answer of await answers(ada, edit, gone, done))
      expect(answer).toMatchObject({ result: 'refused', refusal: { code: 'not-allowed' } })
    const fresh = { id: mintId(), anchor: passage(), body: ['May I?'] }
    const [byViewer] = await answers(vera, operation('comment.create', said.stream, fresh))
    expect(byViewer).toMatchObject({ result: 'refused', refusal: { code: 'not-allowed' } })
    const resolved = { ...done, id: operation('comment.resolve', said.stream, args).id }
    await accepted(olga, resolved)
  })

  test('one comments in the layer of another, and the owner of the layer resolves', async () => {
    const layer = await ownLayer(ada)
    const record = mention(project, 'Ada Quill')
    await accepted(ada, operation('records.create', layer, { records: [record] }))
    const anchor = { kind: 'record', id: record.id }
    const said = await say(olga, ['Who is she?'], { stream: layer, anchor })
    const done = operation('comment.resolve', layer, { id: said.id, resolved: true })
    await accepted(ada, done)
    const { rows } = await ada.call.documents.list({ project })
    expect(rows[0]?.counts, 'comments are no records of the layer').toMatchObject({ mention: 1 })
    expect(rows[0]?.layers.find(({ id }) => id === layer.id)?.records).toBe(1)
  })

  const note = async (person: TestPerson) => {
    const { document, layers } = await person.call.documents.open(inDocument())
    const seen = [document, ...layers].map(({ id, seq }) => ({ id, seq }))
    await person.call.visits.note({ ...inDocument(), seen })
  }
  const since = (person: TestPerson) => person.call.visits.since(inDocument())

  test('since one was last there: what others did, and nothing before the first visit', async () => {
    expect(await since(ada)).toBeNull()
    await note(ada)
    expect(await since(ada)).toMatchObject({ people: [], records: [], isCut: false })
    const record = mention(project, 'Ada Quill')
    await accepted(olga, operation('records.create', sample.layerStream, { records: [record] }))
    const said = await say(olga, ['Which bridge?'])
    await say(ada, ['My own.'])
    expect(await since(ada)).toEqual({
      at: expect.any(String),
      isCut: false,
      people: [
        {
          userId: olga.userId,
          added: { mention: 1, comment: 1 },
          changed: {},
          deleted: {},
        },
      ],
      records: [said.id, record.id],
    })
    await note(ada)
    expect((await since(ada))?.people).toEqual([])
  })

  test('a layer that came to be meanwhile is new from its beginning, and seqs never go back', async () => {
    await note(ada)
    const layer = await ownLayer(olga)
    const record = mention(project, 'Mara Lind')
    await accepted(olga, operation('records.create', layer, { records: [record] }))
    expect((await since(ada))?.records).toEqual([record.id])
    await note(ada)
    const back = { id: layer.id, seq: 0 }
    const ahead = { id: sample.documentStream.id, seq: 1_000_000 }
    await ada.call.visits.note({ ...inDocument(), seen: [back, ahead] })
    expect((await since(ada))?.people).toEqual([])
    const said = await say(olga, ['After all?'])
    expect((await since(ada))?.records, 'nobody has seen what is not there yet').toEqual([said.id])
  })

  test('what stands in another’s blind layer changes no answer before it is submitted', async () => {
    const layer = await ownLayer(olga)
    await makeBlind(layer.id)
    await note(ada)
    const answersNow = async () => [
      await waiting(ada),
      await unread(ada),
      { ...(await since(ada)), at: '' },
    ]
    const before = await answersNow()
    const record = mention(project, 'Ada Quill')
    await accepted(olga, operation('records.create', layer, { records: [record] }))
    const anchor = { kind: 'record', id: record.id }
    const said = await say(olga, ['See, ', { user: ada.userId }], { stream: layer, anchor })
    await say(olga, [{ user: ada.userId }], { stream: layer })
    expect(await answersNow()).toEqual(before)
    await ada.call.comments.read({ project, comments: [said.id as never] })
    await ada.call.visits.note({ ...inDocument(), seen: [{ id: layer.id, seq: 99 }] })
    expect(await answersNow()).toEqual(before)
    await accepted(olga, operation('layer.submit', layer, {}))
    const { mentionCount } = await waiting(ada)
    expect(mentionCount, 'knocking on the door has left nothing behind').toBe(2)
    expect((await since(ada))?.people[0]?.added).toEqual({ mention: 1, comment: 2 })
  })

  /** No operation makes a blind layer yet; an import can bring one. */
  async function makeBlind(layer: LayerId): Promise<void> {
    const { records } = schema
    await api.services.db
      .update(records)
      .set({ data: sql`jsonb_set(${records.data}, '{blind}', 'true')` })
      .where(and(eq(records.projectId, project), eq(records.id, layer)))
  }
})
