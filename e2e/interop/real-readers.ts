import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../../scripts/processes.mjs'
import { differencesOf, type Reading } from './expected-reading.ts'
import { preparePython, runQuietly } from './python-tools.ts'
import { bringSchemas } from './schemas.ts'
import { type Job, type Reader, readers, writeJobs } from './write-exports.ts'

const python = fileURLToPath(new URL('python/', import.meta.url))
const readLimitMs = 900_000

/**
 * Lets the real readers open what we write of corpora whose every span is known, prints reader by
 * reader what they saw, and answers whether that is what was meant. Where they cannot be had, it
 * says so, and that is no failure.
 */
export async function askReaders(say: (line: string) => void): Promise<boolean> {
  const requirements = await readFile(path.join(python, 'requirements.txt'), 'utf8')
  const room = await preparePython(path.join(cacheFolder, 'interop-venv'), requirements)
  if ('why' in room) {
    say(`readers: our exports were NOT opened with the real readers, for ${room.why}.`)
    return true
  }
  for (const each of room.missing) say(`readers: without ${each}, which could not be installed`)
  const schemas = path.join(cacheFolder, 'interop-schemas')
  for (const each of await bringSchemas(schemas, room.python)) say(`readers: without ${each}`)
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-readers-'))
  try {
    return await readAll({ python: room.python, schemas }, folder, say)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readAll(
  room: { readonly python: string; readonly schemas: string },
  folder: string,
  say: (line: string) => void,
): Promise<boolean> {
  const jobs = await writeJobs(folder)
  const list = path.join(folder, 'jobs.json')
  await writeFile(
    list,
    JSON.stringify(jobs.map(({ reader, place }) => ({ reader: reader.reader, place }))),
  )
  const script = path.join(python, 'read_exports.py')
  const { code, written, said } = await runQuietly(
    room.python,
    [script, list, room.schemas],
    readLimitMs,
  )
  const answers = written.split('\n').filter((line) => line !== '')
  if (code !== 0 || answers.length !== jobs.length) {
    say(`readers: the readers ended early (${code}): ${said.trim()}`)
    return false
  }
  const judged = jobs.map((job, index) => judge(job, answers[index] ?? ''))
  return readers.map((reader) => tell(reader, judged, say)).every(Boolean)
}

/** One line per reader and format, and one per difference. */
function tell(reader: Reader, all: readonly Judged[], say: (line: string) => void): boolean {
  const judged = all.filter(({ job }) => job.reader === reader)
  const tool = judged[0]?.tool
  if (tool === undefined) {
    say(`readers: ${reader.format} was NOT read by ${reader.reader}, which is not installed`)
    return true
  }
  const total = (count: (each: Judged) => number) =>
    judged.reduce((sum, each) => sum + count(each), 0).toLocaleString('en')
  const differences = judged.flatMap(({ job, differences }) =>
    differences.map((difference) => `  ${job.corpus}: ${difference}`),
  )
  const seen = `${total(({ spanCount }) => spanCount)} spans, ${total(({ countCount }) => countCount)} counts`
  say(
    `${reader.format} as read by ${tool}: ${judged.length} ${judged.length === 1 ? 'export' : 'exports'}, ${seen}, ${differences.length} differ`,
  )
  for (const line of differences.slice(0, 20)) say(line)
  return differences.length === 0
}

type Answer = Partial<Reading> & { readonly tool?: string; readonly failed?: string }
type Judged = {
  readonly job: Job
  /** What read it, with its version; absent where it is not installed. */
  readonly tool: string | undefined
  readonly spanCount: number
  readonly countCount: number
  readonly differences: readonly string[]
}

function judge(job: Job, line: string): Judged {
  const { tool, failed, spans = [], counts = {} } = JSON.parse(line) as Answer // our own script's line
  const differences = failed === undefined ? differencesOf(job.meant, { spans, counts }) : [failed]
  const isThere = tool !== undefined
  return {
    job,
    tool,
    spanCount: spans.length,
    countCount: Object.keys(counts).length,
    differences: isThere ? differences : [],
  }
}
