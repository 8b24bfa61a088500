import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { type AppendTemplate, streamRange } from './append-statement.ts'
import { median } from './measure.ts'

const execute = promisify(execFile)

/** A pgbench that makes the product's own statement, one operation per commit. */
export type Pgbench = {
  /** Commits per second of so many connections, each writing to a stream of its own. */
  readonly ratePerS: (clients: number, sliceMs: number) => Promise<number>
  /** How long a commit takes one connection, in the median. */
  readonly p50Ms: (sliceMs: number) => Promise<number>
  readonly close: () => Promise<void>
}

/** `undefined` where the PostgreSQL of this run brings no pgbench. */
export async function openPgbench(
  databaseUrl: string,
  template: AppendTemplate,
): Promise<Pgbench | undefined> {
  if (!(await hasPgbench())) return undefined
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-pgbench-'))
  const script = path.join(folder, 'append.sql')
  await writeFile(script, scriptOf(template))
  let run = 0
  const start = async (clients: number, sliceMs: number, log?: string) => {
    run += 1
    const args = argumentsOf({ clients, sliceMs, run, script, log })
    const { stdout } = await execute('pgbench', [...args, databaseUrl])
    await expectAppended(databaseUrl, run, stdout)
    return numberAfter(stdout, /^tps = ([\d.]+)/m)
  }
  return {
    ratePerS: start,
    p50Ms: async (sliceMs) => {
      const prefix = `run-${run + 1}`
      await start(1, sliceMs, path.join(folder, prefix))
      return median(await timesIn(folder, prefix))
    },
    close: () => rm(folder, { recursive: true }),
  }
}

async function hasPgbench(): Promise<boolean> {
  try {
    await execute('pgbench', ['--version'])
    return true
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return false
    throw failure
  }
}

type Slice = {
  readonly clients: number
  readonly sliceMs: number
  readonly run: number
  readonly script: string
  /** What the files begin with that get a line for each commit; writing it takes its time. */
  readonly log: string | undefined
}

function argumentsOf({ clients, sliceMs, run, script, log }: Slice): readonly string[] {
  return [
    '--no-vacuum',
    '--protocol=prepared',
    `--client=${clients}`,
    `--jobs=${Math.min(clients, 2)}`,
    `--time=${Math.max(1, Math.round(sliceMs / 1_000))}`,
    `--define=run=${run}`,
    '--define=seq=0',
    `--file=${script}`,
    ...(log === undefined ? [] : ['--log', `--log-prefix=${log}`]),
  ]
}

/** The milliseconds of each commit. A line begins: client, number, microseconds. */
async function timesIn(folder: string, prefix: string): Promise<readonly number[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${prefix}.`))
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))
  const lines = texts.flatMap((text) => text.trim().split('\n'))
  return lines.map((line) => Number(line.split(' ')[2]) / 1_000)
}

/** pgbench takes every `:word` for a variable, also inside a text. */
function scriptOf(template: AppendTemplate): string {
  const json = template
    .replaceAll(/(\d):(\d)/g, '$1\\u003a$2')
    .replaceAll('":', '" : ')
    .replaceAll("'", "''")
  const stray = /:[\w]/.exec(json)
  if (stray !== null) throw new Error(`pgbench would take ${stray[0]} for a variable.`)
  const holes = [
    `lpad(to_hex(:run::int), 8, '0')`,
    `lpad(to_hex(:client_id::int), 4, '0')`,
    `lpad(to_hex(:seq::int), 12, '0')`,
    '(:seq::int - 1)::text',
  ]
  return [
    '\\set seq :seq + 1',
    `select append_changes(format('${json}', ${holes.join(', ')})::jsonb) as answers;`,
    '',
  ].join('\n')
}

/** A statement that found its head moved writes nothing and is no limit of anything. */
async function expectAppended(databaseUrl: string, run: number, output: string): Promise<void> {
  const processed = numberAfter(output, /^number of transactions actually processed: (\d+)/m)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ n: number }>(
      'select count(*)::int as n from changes where stream_id between $1 and $2',
      [...streamRange(run)],
    )
    if (rows[0]?.n !== processed) {
      throw new Error(`pgbench counted ${processed} transactions, the log has ${rows[0]?.n}.`)
    }
  } finally {
    await client.end()
  }
}

function numberAfter(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1]
  if (found === undefined) throw new Error(`pgbench printed something else:\n${output}`)
  return Number(found)
}
