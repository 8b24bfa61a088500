import { isFullRun } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  importDocument,
  mention,
  newProject,
  operation,
  type SampleDocument,
  sampleText,
} from '../../test/sample-work.ts'
import { appRouter } from '../app-router.ts'
import type { Api } from '../create-api.ts'
import { mintId } from '../mint-id.ts'

/** How long the history and how large the project gets. A million changes take minutes to be there. */
const long = isFullRun ? 1_000_000 : 40_000
const timeoutMs = isFullRun ? 1_800_000 : 60_000
/** A tree of a thousand times as many leaves is one level deeper, on the way down and back. */
const deeper = 24
/** Records of one document are held in memory: more of them than anybody makes are not needed. */
const longestLayer = 20_000

type Counted = { readonly name: string; readonly rows: number; readonly buffers: number }
type Cost = { readonly rows: Readonly<Record<string, number>>; readonly buffers: number }
type Written = { readonly document: SampleDocument; readonly record: string; seq: number }

describe('all that the submitting of one operation asks of PostgreSQL', () => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  /** One whose history grows, and one that grows itself. */
  let old: Written
  let large: Written

  beforeAll(async () => {
    api = await openTestApi('postgresql')
    owner = await api.person('Olga')
    project = await newProject(owner)
    old = await annotated('An old one.\n')
    large = await annotated('A large one.\n')
  })
  afterAll(() => api.remove())

  test('is the same, in rows and in buffers, however long the history, the document and the project', {
    timeout: timeoutMs,
  }, async () => {
    await grow(1_000)
    const before = { warm: await costWarm(large), old: await costWarm(old), cold: await costCold() }
    await grow(long)
    const after = { warm: await costWarm(large), old: await costWarm(old), cold: await costCold() }
    for (const how of ['warm', 'old', 'cold'] as const) {
      expect(after[how].rows, how).toEqual(before[how].rows)
      const { buffers } = before[how]
      expect(after[how].buffers, `${how}: ${buffers} before`).toBeLessThanOrEqual(buffers + deeper)
    }
  })

  /** A document with one record. */
  async function annotated(text: string): Promise<Written> {
    const document = await importDocument(api.services, owner, project, `${sampleText}${text}`)
    const record = mintId()
    const made = operation('records.create', document.layerStream, {
      records: [mention(project, 'Ada Quill', { id: record })],
    })
    return { document, record, seq: await taken(api, made) }
  }

  async function taken({ services }: Api, asked: ReturnType<typeof operation>): Promise<number> {
    const { sessionToken } = owner
    const caller = appRouter.createCaller({ services, sessionToken, clientAddress: '127.0.0.1' })
    const { answers } = await caller.operations.submit({ project, operations: [asked] })
    const [answer] = answers
    if (answer?.result !== 'ok') throw new Error(`refused: ${JSON.stringify(answer)}`)
    return answer.seq
  }

  /** Writes one register of the record, as the very operation that is measured. */
  async function edit(by: Api, written: Written): Promise<void> {
    const { document, record: id, seq: baseSeq } = written
    const args = { id, register: 'note', value: mintId() }
    written.seq = await taken(by, operation('record.set', document.layerStream, args, { baseSeq }))
  }

  /** In a process that knows the stream. */
  async function costWarm(written: Written): Promise<Cost> {
    api.services.store.drop(project, written.document.layer)
    await edit(api, written)
    return leastOf(6, () => costOf(() => edit(api, written)))
  }

  /** In a process that knows nothing, and reads the state of what it writes to. */
  async function costCold(): Promise<Cost> {
    return leastOf(6, async () => {
      const fresh = await api.secondProcess()
      const cost = await costOf(() => edit(fresh, old))
      // It would look from time to time how far its streams are.
      await fresh.close()
      return cost
    })
  }

  /** What the database counts of its tables while something is done. */
  async function costOf(work: () => Promise<void>): Promise<Cost> {
    const before = await counted()
    await work()
    const after = await counted()
    const spent = after.map(({ name, rows, buffers }, at) => ({
      name,
      rows: rows - (before[at]?.rows ?? 0),
      buffers: buffers - (before[at]?.buffers ?? 0),
    }))
    return {
      rows: Object.fromEntries(spent.map(({ name, rows }) => [name, rows])),
      buffers: spent.reduce((sum, { buffers }) => sum + buffers, 0),
    }
  }

  async function counted(): Promise<readonly Counted[]> {
    const { pool } = api.services.database
    // Each session keeps what it has counted for a while, unless it is told not to.
    const tell = () => pool.query('select pg_stat_force_next_flush(), pg_sleep(0.02)')
    await Promise.all(Array.from({ length: 10 }, tell))
    const { rows } = await pool.query<Counted>(`
      select relname as name,
        (seq_tup_read + coalesce(idx_tup_fetch, 0) + n_tup_ins + n_tup_upd + n_tup_del)::int as rows,
        (heap_blks_hit + heap_blks_read + coalesce(idx_blks_hit + idx_blks_read, 0)
          + coalesce(toast_blks_hit + toast_blks_read + tidx_blks_hit + tidx_blks_read, 0))::int
          as buffers
      from pg_stat_user_tables join pg_statio_user_tables using (relid, relname)
      order by relname`)
    return rows
  }

  /** Until so many changes are in one stream, and so many changes and records elsewhere. */
  async function grow(changeCount: number): Promise<void> {
    const { pool } = api.services.database
    for (const { document, seq } of [old, large])
      await pool.query(
        `insert into changes (project_id, stream_id, seq, op_id, op_type, group_id, actor, at, change)
         select $1, $2, n, gen_random_uuid(), 'record.set', gen_random_uuid(), $3, now(),
           '{"added": [], "written": []}'
         from generate_series($4::int + 1, $5::int) as n`,
        [project, document.layer, owner.userId, seq, changeCount],
      )
    for (const [stream, count] of [
      [large.document.layer, Math.min(changeCount, longestLayer)],
      [mintId(), changeCount],
    ] as const)
      await pool.query(
        `insert into records (project_id, stream_id, id, kind, data, revs, deleted, created_by,
           created_at, updated_by, updated_at)
         select project_id, $4, gen_random_uuid(), kind, data, '{}', false, created_by,
           created_at, updated_by, updated_at
         from records, generate_series(1, $3::int) where project_id = $1 and id = $2`,
        [project, large.record, count, stream],
      )
    for (const written of [old, large]) {
      written.seq = changeCount
      const moved = [project, written.document.layer, changeCount]
      await pool.query('update streams set seq = $3 where project_id = $1 and id = $2', moved)
    }
    await pool.query(
      `insert into streams (project_id, id, kind, document_id, seq)
       select project_id, gen_random_uuid(), kind, gen_random_uuid(), seq
       from streams, generate_series(1, $3::int) where project_id = $1 and id = $2`,
      [project, large.document.documentStream.id, changeCount / 2],
    )
    await pool.query('vacuum analyze changes, records, streams')
  }
})

async function leastOf(times: number, measure: () => Promise<Cost>): Promise<Cost> {
  let least = await measure()
  // Others look at the tables as well: those who clean up, and those who wait for changes.
  for (let time = 1; time < times; time += 1) {
    const next = await measure()
    if (next.buffers < least.buffers) least = next
  }
  return least
}
