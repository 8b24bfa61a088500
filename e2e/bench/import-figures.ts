import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Exchange, openExchange } from '@parallax/api'
import { deriveId, type ProjectId, type UserId } from '@parallax/domain'
import { createBenchDatabase } from './bench-database.ts'
import { heldMb } from './held-memory.ts'
import { type Figure, inTurns, type Pair } from './measure.ts'

/** The tables that an import fills. */
const tables = ['texts', 'streams', 'changes', 'records', 'record_refs', 'counters'] as const

/**
 * An import of JSON lines, beside `\\copy` of the very rows that it makes into the same tables, with
 * their indexes, log and counters; the memory it takes; how long others wait for their turn meanwhile;
 * and how many rows it touches for each document, in a project that is empty and in one that is not.
 */
export async function measureImport(
  documents: number,
  rounds: number,
  report: (figure: Figure) => void,
): Promise<void> {
  const database = await createBenchDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-bench-'))
  const exchange = await openExchange({ dataFolder: folder, databaseUrl: database.url })
  try {
    const bench = { exchange, url: database.url, folder, documents }
    const spans: Span[] = []
    const pairs = await inTurns(rounds, {
      subject: async () => {
        const span = await importOnce(bench, spans.length)
        spans.push(span)
        return span.wholeMs
      },
      // The first round has nothing to copy yet: it brings in what then is copied.
      limit: async () => copyBack(bench, spans.at(-1) ?? (await importOnce(bench, -1))),
    })
    const own = spans.slice(-rounds)
    const [first, last] = [spans[0], spans.at(-1)]
    // By itself: collecting garbage to see what is held would count as time, and make others wait.
    const growthMb = await watchedImport(bench, spans.length)
    const against = (subject: (span: Span) => number): readonly Pair[] =>
      own.map((span) => ({ limit: 0, subject: subject(span) }))
    report({
      subject: `import, ${documents} documents of 3 kB`,
      limit: '\\copy of the rows',
      unit: 'ms',
      pairs,
      bar: { timesLimit: 2, plus: 0 },
    })
    report({
      subject: 'memory it takes',
      limit: 'nothing',
      unit: 'MB',
      pairs: [{ limit: 0, subject: growthMb }],
      bar: { timesLimit: 0, plus: 128 },
    })
    report({
      subject: 'p99 of waiting for a turn meanwhile',
      limit: 'nothing',
      unit: 'ms',
      pairs: against(({ lagMs }) => lagMs),
      bar: { timesLimit: 0, plus: 20 },
    })
    if (first && last)
      report({
        subject: 'rows written in all, last import to first',
        limit: 'rows of the first',
        unit: 'slope',
        pairs: [{ limit: first.rows, subject: last.rows }],
        bar: { timesLimit: 1, plus: 0 },
      })
  } finally {
    await exchange.close()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Bench = {
  readonly exchange: Exchange
  readonly url: string
  readonly folder: string
  readonly documents: number
}
type Span = {
  readonly project: ProjectId
  readonly wholeMs: number
  readonly lagMs: number
  readonly rows: number
}

async function importOnce(bench: Bench, round: number): Promise<Span> {
  const { exchange, folder, url } = bench
  const importedBy = deriveId('00000000-0000-4000-8000-000000000001', 'owner') as string as UserId // for a person
  const project = await exchange.createProject(`Bench ${round}`, 'together', importedBy)
  const place = path.join(folder, 'bench.jsonl')
  await writeLines(place, bench.documents, round)
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  const startedMs = performance.now()
  const brought = await exchange.bring({
    projectId: project,
    importedBy,
    file: { place, name: 'bench.jsonl' },
    format: 'doccano',
    map: { labels: {}, people: {} },
    labels: 'create',
  })
  const wholeMs = performance.now() - startedMs
  lag.disable()
  if (brought.documents !== bench.documents) throw new Error('Not every document came in.')
  const rows = await countRows(url, project)
  return { project, wholeMs, lagMs: lag.percentile(99) / 1e6, rows }
}

/** How many MB an import holds at most. */
async function watchedImport(bench: Bench, round: number): Promise<number> {
  globalThis.gc?.()
  const beforeMb = heldMb()
  let mostMb = beforeMb
  const watch = setInterval(() => {
    globalThis.gc?.()
    mostMb = Math.max(mostMb, heldMb())
  }, 1_000)
  await importOnce(bench, round)
  clearInterval(watch)
  return mostMb - beforeMb
}

const sentence = 'The river rose again on Monday, said the ministry of Norvia in Halden. '

async function writeLines(place: string, documents: number, round: number): Promise<void> {
  const out = createWriteStream(place)
  const body = sentence.repeat(42)
  for (let index = 0; index < documents; index += 1) {
    const text = `${round} ${index}: ${body}`
    const start = text.indexOf('ministry')
    const line = JSON.stringify({ id: index, text, label: [[start, start + 8, 'Organisation']] })
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

/** How long `\\copy` takes for the rows of an import, after they were taken out. */
async function copyBack(bench: Bench, { project }: Span): Promise<number> {
  const { url, folder } = bench
  const file = (table: string) => path.join(folder, `${table}.csv`)
  const those = `where project_id = '${project}'`
  const copied = "csv quote e'\\x01' delimiter e'\\x02'"
  for (const table of tables)
    await psql(url, `\\copy (select * from ${table} ${those}) to '${file(table)}' ${copied}`)
  for (const table of tables) await psql(url, `delete from ${table} ${those}`)
  await psql(url, 'vacuum')
  const startedMs = performance.now()
  for (const table of tables) await psql(url, `\\copy ${table} from '${file(table)}' ${copied}`)
  return performance.now() - startedMs
}

async function countRows(url: string, project: ProjectId): Promise<number> {
  const counts = tables.map(
    (table) => `(select count(*) from ${table} where project_id = '${project}')`,
  )
  return Number((await psql(url, `select ${counts.join(' + ')}`)).trim())
}

async function psql(url: string, statement: string): Promise<string> {
  const run = spawn('psql', ['--no-psqlrc', '--quiet', '--tuples-only', '-c', statement, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  run.stdout.on('data', (piece: Buffer) => {
    said += piece.toString('utf8')
  })
  const [code] = await once(run, 'close')
  if (code !== 0) throw new Error(`psql ended with ${code}.`)
  return said
}
