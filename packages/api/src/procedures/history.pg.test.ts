import { testEngines } from '@parallax/db/test'
import {
  type DocumentId,
  documentIdSchema,
  layerId,
  type Operation,
  type ProjectId,
} from '@parallax/domain'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  join,
  mention,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import type { HistoryLine, HistoryPlace } from '../queries/history-lines.ts'

describe.each(testEngines)('history on %s', (engine) => {
  let api: TestApi
  let olga: TestPerson
  let ben: TestPerson
  let project: ProjectId
  let sample: SampleDocument

  beforeAll(async () => {
    api = await openTestApi(engine)
    olga = await api.person('Olga')
    ben = await api.person('Ben')
    project = await newProject(olga)
    await join(olga, project, ben, 'annotator')
    sample = await importDocument(api.services, olga, project)
  })
  afterAll(() => api.remove())

  async function send(person: TestPerson, ...operations: readonly Operation[]) {
    const { answers } = await person.call.operations.submit({
      project,
      operations: [...operations],
    })
    return answers
  }

  const inLayer = (type: Operation['type'], args: unknown, change: Partial<Operation> = {}) =>
    operation(type, sample.layerStream, args, change)
  const tag = (words: string, id: string) =>
    inLayer('records.create', { records: [mention(project, words, { id })] })
  const note = (id: string, value: string) =>
    inLayer('record.set', { id, register: 'note', value }, { baseSeq: 1_000_000 })
  const revert = (seq: number, change: Partial<Operation> = {}) =>
    inLayer('change.revert', { seq }, change)

  async function allLines(
    person: TestPerson,
    wanted: { readonly person?: string; readonly record?: string; readonly limit?: number } = {},
  ): Promise<HistoryLine[]> {
    const found: HistoryLine[] = []
    let before: HistoryPlace[] | null = null
    do {
      const page: Awaited<ReturnType<typeof person.call.history.lines>> =
        await person.call.history.lines({
          project,
          of: { kind: 'document', id: sample.document },
          before,
          limit: 3,
          ...wanted,
        } as never) // ids as the api hands them out
      found.push(...page.lines)
      before = [...page.next]
    } while (before.length > 0)
    return found
  }

  test('one’s own gestures come newest first, with what they take back, page by page', async () => {
    const id = mintId()
    const made = tag('bridge', id)
    const noted = note(id, 'so')
    await send(ben, made)
    const [answer] = await send(ben, noted)
    const seq = answer?.result === 'ok' ? answer.seq : 0
    const back = revert(seq)
    await send(ben, back)
    await send(olga, note(id, 'hers'))
    const { groups } = await ben.call.history.mine({ project })
    expect(groups.map(({ group }) => group)).toEqual([back.id, noted.id, made.id])
    expect(groups.map(({ reverts }) => reverts)).toEqual([noted.id, null, null])
    expect(groups.map(({ opTypes }) => opTypes)).toEqual([
      ['change.revert'],
      ['record.set'],
      ['records.create'],
    ])
    const first = await ben.call.history.mine({ project, limit: 2 })
    const second = await ben.call.history.mine({ project, limit: 2, before: first.next })
    expect([...first.groups, ...second.groups]).toEqual(groups)
    expect(second.next).toBeNull()
  })

  test('a gesture that changed nothing is known as such', async () => {
    const id = mintId()
    await send(ben, tag('Nordhaven', id))
    await send(ben, note(id, ''))
    const { groups } = await ben.call.history.mine({ project, limit: 1 })
    expect(groups).toMatchObject([{ isEmpty: true }])
  })

  test('a gesture is told with all of its lines, newest first, and the document’s name', async () => {
    const first = mintId()
    const group = first as Operation['group']
    const id = mintId()
    const made = operation('entity.create', registryOf(project), entity(project, 'Ada', id), {
      id: group,
      group,
    })
    const tagged = inLayer(
      'records.create',
      { records: [mention(project, 'Ada Quill', { entity: id })] },
      { group, after: made.id },
    )
    await send(ben, made, tagged)
    const told = await olga.call.history.group({ project, group })
    expect(told.lines.map(({ entry }) => entry.opType)).toEqual(['records.create', 'entity.create'])
    expect(told.documents).toMatchObject([{ id: sample.document }])
  })

  test('what cannot be taken back is said before anything is sent', async () => {
    const group = mintId() as Operation['group'] // ids are minted alike
    const named = mintId()
    const made = operation('entity.create', registryOf(project), entity(project, 'Bo', named), {
      id: group,
      group,
    })
    const [answer] = await send(ben, made)
    const entitySeq = answer?.result === 'ok' ? answer.seq : 0
    const id = mintId()
    const [tagged] = await send(
      olga,
      inLayer('records.create', {
        records: [mention(project, 'Residents', { id, entity: named })],
      }),
    )
    const layerSeq = tagged?.result === 'ok' ? tagged.seq : 0
    const ofEntity = { stream: registryOf(project), seq: entitySeq }
    const ofMention = { stream: sample.layerStream, seq: layerSeq }
    const asked = await ben.call.history.check({ project, reverts: [ofEntity] })
    expect(asked.refusals).toMatchObject([{ code: 'in-use', count: 1 }])
    const both = await ben.call.history.check({ project, reverts: [ofMention, ofEntity] })
    expect(both.refusals).toEqual([null, null])
    const later = await ben.call.history.check({
      project,
      reverts: [ofEntity, ofMention, ofEntity],
    })
    expect(later.refusals).toMatchObject([{ code: 'in-use' }, null, null])
    expect(
      (await allLines(ben)).filter(({ entry }) => entry.opType === 'change.revert'),
    ).toHaveLength(1)
  })

  test('a document is told with every line of its streams once, in order, page by page', async () => {
    await send(
      olga,
      operation('document.setMeta', sample.documentStream, { field: 'byline', value: 'M' }),
    )
    await send(ben, note(mintId(), 'nowhere'))
    const [few, many] = [await allLines(ben), await allLines(ben, { limit: 200 })]
    expect(few).toEqual(many)
    const layer = few.filter(({ stream }) => stream.id === sample.layer)
    expect(layer.map(({ entry }) => entry.seq)).toEqual(
      Array.from({ length: layer.length }, (_, index) => layer.length - index),
    )
    expect(few.map(({ entry }) => entry.at)).toEqual(
      few
        .map(({ entry }) => entry.at)
        .sort()
        .reverse(),
    )
    expect(few.at(-1)?.entry.opType).toBe('document.import')
  })

  test('a document is told to be older than its layer, which is made in the same moment', async () => {
    const document = documentWithEarlierLayerId()
    await importDocument(api.services, olga, project, { text: 'Late ferries.\n', document })
    const of = { kind: 'document', id: document } as const
    const { lines } = await olga.call.history.lines({ project, of, before: null, limit: 50 })
    expect(lines.map(({ entry }) => entry.opType)).toEqual(['layer.create', 'document.import'])
  })

  test('it is told of one person or of one record alone', async () => {
    const id = mintId()
    await send(olga, tag('the bridge', id))
    await send(ben, note(id, 'his'))
    const bens = await allLines(olga, { person: ben.userId })
    expect(new Set(bens.map(({ entry }) => entry.actor))).toEqual(new Set([ben.userId]))
    const ofRecord = await allLines(olga, { record: id })
    expect(ofRecord.map(({ entry }) => entry.opType)).toEqual(['record.set', 'records.create'])
  })

  test('what a colleague writes blind is told to nobody else until it is submitted', async () => {
    const blind = { kind: 'annotator', owner: ben.userId, blind: true, state: 'open' }
    const shared = { kind: 'shared', owner: null, blind: false, state: 'open' }
    const write = (data: object) =>
      api.services.db.execute(sql`update records set data = data || ${JSON.stringify(data)}::jsonb
        where project_id = ${project} and stream_id = ${sample.layer} and id = ${sample.layer}`)
    const reverts = [{ stream: sample.layerStream, seq: 2 }]
    const { groups } = await ben.call.history.mine({ project, limit: 1 })
    const group = groups[0]?.group as Operation['group'] // it has just been read
    try {
      await write(blind)
      const seen = async (person: TestPerson) =>
        new Set((await allLines(person)).map(({ stream }) => stream.kind))
      expect(await seen(olga)).toEqual(new Set(['document']))
      expect(await seen(ben)).toEqual(new Set(['layer', 'document']))
      await expect(olga.call.history.check({ project, reverts })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      expect((await olga.call.history.group({ project, group })).lines).toEqual([])
      expect((await ben.call.history.group({ project, group })).lines).toHaveLength(1)
      await write({ ...blind, state: 'submitted' })
      expect(await seen(olga)).toEqual(new Set(['layer', 'document']))
    } finally {
      await write(shared)
    }
  })
})

/** Ids say nothing about what came first: of this one the layer's sorts before its own. */
function documentWithEarlierLayerId(): DocumentId {
  for (;;) {
    const document = documentIdSchema.parse(mintId())
    const layer: string = layerId(document, 'shared', null)
    if (layer < document) return document
  }
}
