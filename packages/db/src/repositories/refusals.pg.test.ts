import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testEngines } from '../../test/open-test-database.ts'
import { sampleAppend, sampleEntry, samplePerson } from '../../test/sample-append.ts'
import { appendInProjects, makeProjects } from '../../test/sample-projects.ts'
import type { StreamAppend } from '../append-changes.ts'
import { noteRefusal } from './refusals.ts'

const refusal = JSON.stringify({ code: 'not-there', what: 'a zero \0 and half a pair \ud800' })

describe.each(testEngines)('refusals kept on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.remove())

  const append = async (of: StreamAppend) => (await appendInProjects(database.db, [of]))[0]
  const opIdOf = ({ entries }: StreamAppend) => entries[0]?.opId ?? ''
  const note = async (
    of: StreamAppend,
    told: { attempt?: number; actor?: string; json?: string } = {},
  ) => {
    await makeProjects(database.db, of.projectId)
    return noteRefusal(database.db, {
      projectId: of.projectId,
      streamId: of.streamId,
      opId: opIdOf(of),
      actor: told.actor ?? samplePerson,
      attempt: told.attempt ?? 1,
      refusal: told.json ?? refusal,
    })
  }
  const tryAgain = (of: StreamAppend, attempt: number): StreamAppend => ({
    ...of,
    entries: of.entries.map((entry) => ({ ...entry, attempt })),
  })
  const refusedAs = (of: StreamAppend, json = refusal) => ({
    result: 'known',
    operations: [],
    refused: [{ opId: opIdOf(of), actor: samplePerson, refusal: json }],
  })

  test('what was told to be refused is not written, word for word the same is told again', async () => {
    const one = sampleAppend()
    expect(await note(one)).toEqual({ refusal })
    expect(await append(one)).toMatchObject(refusedAs(one))
    expect(await note(one, { json: '{"code":"another"}' })).toEqual({ refusal })
    const { rows } = await database.pool.query('select 1 from streams where id = $1', [
      one.streamId,
    ])
    expect(rows).toEqual([])
  })

  test('a later attempt is written; an earlier one, or the same, is not', async () => {
    const one = sampleAppend()
    const second = '{"code":"second"}'
    await note(one)
    expect(await note(one, { attempt: 2, json: second })).toEqual({ refusal: second })
    expect(await note(one, { attempt: 1 })).toEqual({ refusal: second })
    expect(await append(tryAgain(one, 2))).toMatchObject(refusedAs(one, second))
    expect(await append(one)).toMatchObject(refusedAs(one, second))
    expect(await append(tryAgain(one, 3))).toEqual({ result: 'appended' })
  })

  test('what the log holds is not refused, but told where it is', async () => {
    const one = sampleAppend()
    await append(one)
    const logged = { opId: opIdOf(one), streamId: one.streamId, seq: 1, actor: samplePerson }
    expect(await note(one)).toEqual({ logged })
    expect(await append(one)).toMatchObject({ result: 'known', refused: [] })
  })

  test('nobody’s refusal, and no other project’s, keeps what another has made from being written', async () => {
    const one = sampleAppend()
    await note(one, { actor: randomUUID() })
    await note({ ...one, projectId: randomUUID() })
    expect(await append(one)).toEqual({ result: 'appended' })
  })

  test('the others of its stream and of its batch can still be written', async () => {
    const [told, other] = [sampleEntry(), sampleEntry()]
    const both = sampleAppend({ entries: [other, told] })
    await note({ ...both, entries: [told] })
    const beside = sampleAppend()
    const answers = await appendInProjects(database.db, [both, beside])
    expect(answers).toMatchObject([
      { result: 'known', seq: 0, refused: [{ opId: told.opId }] },
      { result: 'appended' },
    ])
    expect(await append({ ...both, entries: [other] })).toEqual({ result: 'appended' })
  })

  test('what is a week old is let go of, and nothing younger', async () => {
    const [old, young, next] = [sampleAppend(), sampleAppend(), sampleAppend()]
    for (const one of [old, young]) await note(one)
    const age = (of: StreamAppend, days: number) =>
      database.pool.query(
        `update refusals set at = now() - make_interval(days => $2) where op_id = $1`,
        [opIdOf(of), days],
      )
    await age(old, 8)
    await age(young, 6)
    await note(next)
    const ids = [old, young, next].map(opIdOf)
    const { rows } = await database.pool.query<{ op_id: string }>(
      'select op_id from refusals where op_id = any($1)',
      [ids],
    )
    expect(rows.map((row) => row.op_id).toSorted()).toEqual(ids.slice(1).toSorted())
  })

  test.each([
    ['that others have written to', true],
    ['that nobody has written to', false],
  ])(
    'refused and written at the same moment in a stream %s, it is one of the two, and both are told which',
    async (_, isBegun) => {
      const start = sampleAppend()
      if (isBegun) await append(start)
      let seq = 1
      const outcomes = new Set<string>()
      for (let round = 0; round < 150; round += 1) {
        const again = { ...start, expectedSeq: seq, entries: [sampleEntry()], records: [] }
        const one = isBegun ? again : sampleAppend()
        const writing = append(one)
        // Sooner or later within the time that writing takes.
        await new Promise((resolve) => setTimeout(resolve, (round % 6) * 0.4))
        const [written, noted] = await Promise.all([writing, note(one)])
        const wasWritten = written?.result === 'appended'
        expect(noted.logged !== undefined, JSON.stringify(written)).toBe(wasWritten)
        if (wasWritten) seq += 1
        outcomes.add(wasWritten ? 'written' : 'refused')
      }
      expect(outcomes.has('written')).toBe(true)
    },
  )
})
