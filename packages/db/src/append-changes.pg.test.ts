import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFullRun } from '../test/env.ts'
import { openTestDatabase, type TestDatabase, testEngines } from '../test/open-test-database.ts'
import { sampleAppend, sampleEntry, samplePerson, sampleRecord } from '../test/sample-append.ts'
import { appendInProjects } from '../test/sample-projects.ts'
import type { AppendAnswer, StreamAppend } from './append-changes.ts'
import { changesSince } from './repositories/changes.ts'
import { countsOf } from './repositories/counters.ts'
import { usesOf } from './repositories/record-refs.ts'
import { loadStream } from './repositories/streams.ts'

describe.each(testEngines)('appending on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.remove())

  const append = (...batch: StreamAppend[]) => appendInProjects(database.db, batch)
  const logOf = ({ projectId, streamId }: StreamAppend) =>
    changesSince(database.db, projectId, { streamId, afterSeq: 0, limit: 1000 })

  test('a new stream is made with its head, log, records, references and counters', async () => {
    const record = sampleRecord({ quote: 'a quote with an emoji 🙂', data: { value: 1.5 } })
    const target = randomUUID()
    const documentId = randomUUID()
    const change = sampleAppend({
      documentId,
      entries: [sampleEntry(), sampleEntry({ change: { added: ['x'] } })],
      records: [record],
      refs: [{ recordId: record.id, targetIds: [target, target] }],
      counters: [{ kind: 'mention', delta: 1 }],
    })
    expect(await append(change)).toEqual([{ result: 'appended' }])
    const stream = await loadStream(database.db, change.projectId, change.streamId)
    expect(stream).toMatchObject({ seq: 2, kind: 'layer', documentId })
    expect(stream?.records).toEqual([
      {
        ...record,
        projectId: change.projectId,
        streamId: change.streamId,
        createdAt: new Date(record.createdAt),
        updatedAt: new Date(record.updatedAt),
      },
    ])
    expect((await logOf(change)).map((line) => [line.seq, line.opId, line.change])).toEqual(
      change.entries.map((entry, index) => [index + 1, entry.opId, entry.change]),
    )
    expect(await usesOf(database.db, change.projectId, [target])).toEqual(new Map([[target, 1]]))
    expect(await countsOf(database.db, change.projectId, [change.streamId])).toEqual([
      { streamId: change.streamId, kind: 'mention', n: 1 },
    ])
  })

  test('a head that has moved is told, and nothing is written', async () => {
    const first = sampleAppend()
    const late = sampleAppend({ ...first, entries: [sampleEntry()], records: [sampleRecord()] })
    await append(first)
    expect(await append(late)).toMatchObject([{ result: 'moved', seq: 1 }])
    expect(await append({ ...late, expectedSeq: 7 })).toMatchObject([{ result: 'moved', seq: 1 }])
    const stream = await loadStream(database.db, first.projectId, first.streamId)
    expect(stream?.records.map((record) => record.id)).toEqual([first.records[0]?.id])
    expect(await logOf(first)).toHaveLength(1)
  })

  test('a stream that does not exist has moved to 0', async () => {
    expect(await append(sampleAppend({ expectedSeq: 3 }))).toMatchObject([
      { result: 'moved', seq: 0 },
    ])
  })

  test('an operation that is in the log is known, by its actor, stream and seq', async () => {
    const first = sampleAppend()
    const [entry] = first.entries
    const operations = [
      { opId: entry?.opId, streamId: first.streamId, seq: 1, actor: samplePerson },
    ]
    await append(first)
    expect(await append(first)).toEqual([{ result: 'known', seq: 1, operations, refused: [] }])
    const again = { ...first, expectedSeq: 1, entries: [sampleEntry(), ...first.entries] }
    expect(await append(again)).toEqual([{ result: 'known', seq: 1, operations, refused: [] }])
    const elsewhere = sampleAppend({ ...again, streamId: randomUUID(), expectedSeq: 0 })
    expect(await append(elsewhere)).toEqual([{ result: 'known', seq: 0, operations, refused: [] }])
    expect(await loadStream(database.db, first.projectId, elsewhere.streamId)).toBeUndefined()
    expect(await logOf(first)).toHaveLength(1)
  })

  test('one id in two streams of a batch goes to one of them', async () => {
    const first = sampleAppend()
    const second = sampleAppend({ projectId: first.projectId, entries: first.entries })
    const results = (await append(first, second)).map((answer) => answer.result)
    expect(results.toSorted()).toEqual(['appended', 'known'])
  })

  test('one id in two projects is two operations', async () => {
    const first = sampleAppend()
    const second = sampleAppend({ entries: first.entries })
    expect(await append(first, second)).toEqual([{ result: 'appended' }, { result: 'appended' }])
  })

  test('a refused stream does not keep the others of its batch from being written', async () => {
    const [first, other] = [sampleAppend(), sampleAppend()]
    await append(first, other)
    const late = sampleAppend({ ...first, entries: [sampleEntry()] })
    const batch = [sampleAppend(), late, sampleAppend(), other]
    const answers = await append(...batch)
    expect(answers.map(({ result }) => result)).toEqual(['appended', 'moved', 'appended', 'known'])
    for (const change of [batch[0]!, batch[2]!]) expect(await logOf(change)).toHaveLength(1)
  })

  test('what the database cannot store fails alone', async () => {
    const bad = sampleAppend({ records: [sampleRecord({ quote: 'nul \u0000' })] })
    const good = sampleAppend()
    const answers = await append(good, bad, sampleAppend())
    expect(answers.map(({ result }) => result)).toEqual(['appended', 'failed', 'appended'])
    expect(await loadStream(database.db, bad.projectId, bad.streamId)).toBeUndefined()
    expect(await logOf(good)).toHaveLength(1)
  })

  test("another project's rows stay as they are when its ids are taken", async () => {
    const theirs = sampleAppend({ counters: [{ kind: 'mention', delta: 1 }] })
    await append(theirs)
    const before = await loadStream(database.db, theirs.projectId, theirs.streamId)
    const attack = sampleAppend({
      ...theirs,
      projectId: randomUUID(),
      records: [sampleRecord({ ...theirs.records[0], data: { stolen: true }, deleted: true })],
      refs: [{ recordId: theirs.records[0]!.id, targetIds: [] }],
      counters: [{ kind: 'mention', delta: -1 }],
    })
    expect(await append({ ...attack, expectedSeq: 1 })).toMatchObject([{ result: 'moved' }])
    expect(await append(attack)).toEqual([{ result: 'appended' }])
    const otherStream = { ...attack, projectId: theirs.projectId, streamId: randomUUID() }
    await append({ ...otherStream, entries: [sampleEntry()] })
    expect(await loadStream(database.db, theirs.projectId, theirs.streamId)).toEqual(before)
    expect(await countsOf(database.db, theirs.projectId, [theirs.streamId])).toMatchObject([
      { n: 1 },
    ])
  })

  test('references of a record are replaced, those of others stay', async () => {
    const [one, two] = [sampleRecord(), sampleRecord()]
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
    const first = sampleAppend({
      records: [one, two],
      refs: [
        { recordId: one.id, targetIds: [a, b] },
        { recordId: two.id, targetIds: [a] },
      ],
    })
    await append(first)
    const refs = [{ recordId: one.id, targetIds: [c] }]
    await append({ ...first, expectedSeq: 1, entries: [sampleEntry()], refs })
    const uses = await usesOf(database.db, first.projectId, [a, b, c])
    expect([uses.get(a), uses.get(b), uses.get(c)]).toEqual([1, undefined, 1])
  })

  test('a record keeps who made it and when, whoever writes it later', async () => {
    const first = sampleAppend()
    await append(first)
    const other = randomUUID()
    const written = sampleRecord({
      ...first.records[0],
      createdBy: other,
      createdAt: '2030-01-01T00:00:00.000Z',
      updatedBy: other,
      deleted: true,
    })
    await append({ ...first, expectedSeq: 1, entries: [sampleEntry()], records: [written] })
    const stream = await loadStream(database.db, first.projectId, first.streamId)
    expect(stream?.records).toMatchObject([
      {
        createdBy: samplePerson,
        createdAt: new Date(first.records[0]!.createdAt),
        updatedBy: other,
        deleted: true,
      },
    ])
  })

  test('of many writers at one head, one is appended and the others have moved', async () => {
    const first = sampleAppend()
    await append(first)
    const writers = Array.from({ length: 12 }, () =>
      append(
        sampleAppend({ ...first, expectedSeq: 1, entries: [sampleEntry()] }),
        sampleAppend({ projectId: first.projectId }),
      ),
    )
    const answers = (await Promise.all(writers)).map(([answer]) => answer)
    expect(answers.filter((answer) => answer?.result === 'appended')).toHaveLength(1)
    expect(answers.filter((answer) => answer?.result === 'moved')).toHaveLength(11)
    expect(await logOf(first)).toHaveLength(2)
  })

  test('batches that name the same streams and ids in another order do not hang', async () => {
    const projectId = randomUUID()
    const all = Array.from({ length: 6 }, () => sampleAppend({ projectId }))
    const moved = all.map((change) => ({ ...change, streamId: randomUUID() }))
    const answers = await Promise.all([append(...all), append(...moved.toReversed())])
    const written = answers.flat().filter((answer) => answer.result === 'appended')
    expect(written).toHaveLength(6)
  })

  test('a batch that names a stream twice, or nothing to append, is a fault', async () => {
    const change = sampleAppend()
    await expect(append(change, change)).rejects.toThrow('each stream once')
    await expect(append({ ...change, entries: [] })).rejects.toThrow('at least one')
    expect(await append()).toEqual([])
  })

  test('any sequence of batches leaves what a simple model of it leaves', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID())
    const item = fc.record({
      stream: fc.integer({ min: 0, max: 3 }),
      behind: fc.constantFrom(0, 0, 0, 0, 1),
      operations: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 3 }),
      records: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 3 }),
    })
    const batches = fc.array(
      fc.uniqueArray(item, { selector: (one) => one.stream, minLength: 1, maxLength: 4 }),
      { minLength: 1, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(batches, async (plan) => {
        const projectId = randomUUID()
        const model = new Model(ids)
        for (const items of plan) {
          const batch = items.map((one) => model.toAppend(projectId, one))
          // Ids that meet inside one batch have a test of their own.
          const inBatch = batch.flatMap((one) => one.entries.map((entry) => entry.opId))
          if (new Set(inBatch).size < inBatch.length) continue
          expect((await append(...batch)).map(({ result }) => result)).toEqual(
            batch.map((one) => model.append(one)),
          )
        }
        for (const streamId of ids.slice(0, 4)) {
          const stored = await loadStream(database.db, projectId, streamId)
          expect(stored?.seq ?? 0).toBe(model.logs.get(streamId)?.length ?? 0)
          expect(new Map(stored?.records.map((row) => [row.id, row.data]))).toEqual(
            model.rows.get(streamId) ?? new Map(),
          )
        }
      }),
      { numRuns: 25 },
    )
    const recount = await database.db.execute<{ wrong: number }>(sql`
      select count(*)::int as wrong from (
        select project_id, stream_id, kind, sum(n) as n from counters group by 1, 2, 3) c
      full join (
        select project_id, stream_id, kind, count(*) as n from records
        where data ? 'counted' group by 1, 2, 3) r using (project_id, stream_id, kind)
      where c.kind = 'counted' and coalesce(c.n, 0) <> coalesce(r.n, 0)`)
    expect(recount.rows).toEqual([{ wrong: 0 }])
  })
})

/** What `appendChanges` promises, in memory. */
class Model {
  readonly ids: readonly string[]
  readonly logs = new Map<string, string[]>()
  readonly rows = new Map<string, Map<string, unknown>>()

  constructor(ids: readonly string[]) {
    this.ids = ids
  }

  toAppend(
    projectId: string,
    item: { stream: number; behind: number; operations: number[]; records: number[] },
  ): StreamAppend {
    const streamId = this.ids[item.stream]!
    const known = this.rows.get(streamId) ?? new Map()
    const fresh = item.records.filter((record) => !known.has(this.ids[record]!))
    return sampleAppend({
      projectId,
      streamId,
      expectedSeq: Math.max(0, (this.logs.get(streamId)?.length ?? 0) - item.behind),
      entries: item.operations.map((operation) => sampleEntry({ opId: this.ids[operation]! })),
      records: item.records.map((record) =>
        sampleRecord({
          id: this.ids[record]!,
          kind: 'counted',
          data: { counted: item.operations },
        }),
      ),
      counters: [{ kind: 'counted', delta: fresh.length }],
    })
  }

  append(change: StreamAppend): AppendAnswer['result'] {
    const log = this.logs.get(change.streamId) ?? []
    const known = new Set([...this.logs.values()].flat())
    const opIds = change.entries.map((entry) => entry.opId)
    if (opIds.some((opId) => known.has(opId))) return 'known'
    if (change.expectedSeq !== log.length) return 'moved'
    this.logs.set(change.streamId, [...log, ...opIds])
    const rows = this.rows.get(change.streamId) ?? new Map()
    for (const record of change.records) rows.set(record.id, record.data)
    this.rows.set(change.streamId, rows)
    return 'appended'
  }
}

describe.each(['looked at its tables again', 'not looked at its tables since they were empty'])(
  'the cost of one append on a postgresql that has %s',
  (statistics) => {
    let database: TestDatabase
    let client: pg.PoolClient
    const stream = sampleAppend()
    const record = sampleRecord()
    const target = randomUUID()

    beforeAll(async () => {
      database = await openTestDatabase('postgresql')
      await appendInProjects(database.db, [{ ...stream, records: [record] }])
      client = await database.pool.connect()
      // What is laid down to be measured may take its time.
      await client.query('set statement_timeout = 0')
      for (const table of tables) {
        await client.query(`alter table ${table} set (autovacuum_enabled = off)`)
      }
      // A session makes a plan for good after the fifth time.
      for (let round = 0; round < 7; round += 1) await costOf(edit(1))
    })
    afterAll(async () => {
      client.release()
      await database.remove()
    })

    // A million changes take minutes to be there.
    const timeoutMs = isFullRun ? 900_000 : 60_000

    test('is the same, in rows and in buffers, however long the history and large the project', {
      timeout: timeoutMs,
    }, async () => {
      const short = await costAfter(1_000)
      const long = await costAfter(isFullRun ? 1_000_000 : 100_000)
      expect(long.rows).toEqual(short.rows)
      // A tree of a thousand times as many leaves is one level deeper, on the way down and back.
      expect(long.buffers, `${short.buffers} before`).toBeLessThanOrEqual(
        short.buffers + 2 * indexes,
      )
    })

    /** The trees that an append goes down: of changes, records, streams, references and counters. */
    const indexes = 12

    const tables = ['changes', 'records', 'streams', 'record_refs', 'counters'] as const

    /** One record is edited, with what it refers to, and one is made. */
    function edit(expectedSeq: number): StreamAppend {
      const made = sampleRecord()
      return {
        ...stream,
        expectedSeq,
        entries: [sampleEntry()],
        records: [{ ...record, data: { note: randomUUID() } }, made],
        refs: [
          { recordId: record.id, targetIds: [target] },
          { recordId: made.id, targetIds: [target], isNew: true },
        ],
        counters: [{ kind: 'mention', delta: 1 }],
      }
    }

    /** What an edit costs once the project has so many changes, records and references. */
    async function costAfter(changeCount: number) {
      await grow(changeCount)
      const costs: Awaited<ReturnType<typeof costOf>>[] = []
      // What a session looks up in the catalogue the first time is not the append's.
      for (let round = 0; round < 4; round += 1) costs.push(await costOf(edit(changeCount)))
      return { rows: costs.at(-1)?.rows, buffers: Math.min(...costs.map((cost) => cost.buffers)) }
    }

    /** Half of what is there is in the very stream that is written to. */
    async function grow(changeCount: number): Promise<void> {
      const { projectId, streamId } = stream
      const grown = [projectId, streamId, samplePerson, changeCount]
      await client.query(
        `insert into changes (project_id, stream_id, seq, op_id, op_type, group_id, actor, at, change)
       select $1, s.id, n, gen_random_uuid(), 'record.set', gen_random_uuid(), $3, now(), '{}'
       from (values ($2::uuid), ($3::uuid)) as s(id),
         generate_series((select max(seq) from changes where stream_id = $2) + 1, $4::int) as n`,
        grown,
      )
      await client.query(
        `insert into records (project_id, stream_id, id, kind, data, revs, deleted, created_by,
         created_at, updated_by, updated_at)
       select $1, $2, gen_random_uuid(), 'mention', '{"note": ""}', '{}', false, $3, now(), $3, now()
       from generate_series((select count(*) from records) + 1, $4::int)`,
        grown,
      )
      await client.query(
        `insert into record_refs (project_id, target_id, stream_id, record_id)
       select project_id, $2::uuid, stream_id, id from records where id <> $1
       on conflict do nothing`,
        [record.id, target],
      )
      await client.query('update streams set seq = $2 where id = $1', [streamId, changeCount])
      const isKnown = statistics === 'looked at its tables again'
      await client.query(`vacuum ${isKnown ? 'analyze' : ''} ${tables.join(', ')}`)
    }

    async function costOf(append: StreamAppend) {
      await client.query('begin')
      try {
        const before = await touchedRows()
        const { rows } = await client.query(
          `explain (analyze, buffers, format json) select append_changes('${JSON.stringify([append])}')`,
        )
        const after = await touchedRows()
        const { Plan: plan } = rows[0]['QUERY PLAN'][0]
        return {
          buffers: Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']),
          rows: after.map(({ relname, ...counts }, index) => [
            relname,
            ...Object.entries(counts).map(([name, n]) => Number(n) - Number(before[index]?.[name])),
          ]),
        }
      } finally {
        await client.query('rollback')
      }
    }

    async function touchedRows(): Promise<readonly Record<string, unknown>[]> {
      const { rows } = await client.query(
        `select relname, seq_tup_read, idx_tup_fetch, n_tup_ins, n_tup_upd, n_tup_del
       from pg_stat_xact_user_tables where schemaname = 'public' order by relname`,
      )
      return rows
    }
  },
)
