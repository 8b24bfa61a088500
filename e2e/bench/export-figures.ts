import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Exchange, everything, openExchange } from '@parallax/api'
import { deriveId, layerId, type ProjectId, type UserId } from '@parallax/domain'
import { createBenchDatabase } from './bench-database.ts'
import { heldMb } from './held-memory.ts'
import { type Figure, inTurns } from './measure.ts'

/** How large the project is that is written out. */
export type ExportSize = { readonly documents: number; readonly recordsEach: number }

/**
 * A project as native JSON lines, beside one statement of PostgreSQL that hands out the same rows as
 * lines of JSON; when the first byte comes; and how much memory it takes on the way.
 */
export async function measureExport(
  { documents, recordsEach }: ExportSize,
  rounds: number,
  report: (figure: Figure) => void,
): Promise<void> {
  const database = await createBenchDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-bench-'))
  const exchange = await openExchange({ dataFolder: folder, databaseUrl: database.url })
  try {
    const project = await fill(exchange, folder, { documents, recordsEach })
    const what = `${documents} documents, ${documents * recordsEach} records`
    const spans: Span[] = []
    const pairs = await inTurns(rounds, {
      limit: () => copyOut(database.url, project),
      subject: async () => {
        const span = await exportOnce(exchange, project)
        spans.push(span)
        return span.wholeMs
      },
    })
    const own = spans.slice(-rounds)
    report({
      subject: `export, ${what}`,
      limit: 'copy (…) to stdout',
      unit: 'ms',
      pairs,
      bar: { timesLimit: 1.3, plus: 0 },
    })
    report({
      subject: 'first byte of it',
      limit: 'nothing',
      unit: 'ms',
      pairs: own.map(({ firstMs }) => ({ limit: 0, subject: firstMs })),
      bar: { timesLimit: 0, plus: 100 },
    })
    report({
      subject: 'memory it takes',
      limit: 'nothing',
      unit: 'MB',
      pairs: own.map(({ growthMb }) => ({ limit: 0, subject: growthMb })),
      bar: { timesLimit: 0, plus: 64 },
    })
  } finally {
    await exchange.close()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Span = { readonly wholeMs: number; readonly firstMs: number; readonly growthMb: number }

async function exportOnce(exchange: Exchange, project: ProjectId): Promise<Span> {
  globalThis.gc?.()
  const beforeMb = heldMb()
  let mostMb = beforeMb
  const startedMs = performance.now()
  let firstMs = 0
  let sinceGc = 0
  const pieces = await exchange.export(project, 'parallax', everything)
  for await (const piece of pieces ?? []) {
    firstMs ||= performance.now() - startedMs
    sinceGc += piece.length
    // What is held, and not what waits to be swept.
    if (sinceGc < 32_000_000) continue
    sinceGc = 0
    globalThis.gc?.()
    mostMb = Math.max(mostMb, heldMb())
  }
  return { wholeMs: performance.now() - startedMs, firstMs, growthMb: mostMb - beforeMb }
}

/** The rows of the project's documents, texts, layers and records as lines of JSON, by PostgreSQL. */
async function copyOut(url: string, project: ProjectId): Promise<number> {
  const line = `json_build_object('kind', r.kind, 'id', r.id, 'deleted', r.deleted, 'layer', r.stream_id,
    'data', r.data, 'quote', r.quote, 'createdBy', r.created_by, 'createdAt', r.created_at,
    'updatedBy', r.updated_by, 'updatedAt', r.updated_at, 'text', t.text)`
  const statement = `copy (select ${line} from streams s
    join records r on r.project_id = s.project_id and r.stream_id = s.id
    left join texts t on r.kind = 'document' and t.project_id = r.project_id and t.sha256 = r.data ->> 'textSha256'
    where s.project_id = '${project}' order by s.document_id, s.id, r.kind, r.id) to stdout`
  const startedMs = performance.now()
  const psql = spawn('psql', ['--no-psqlrc', '--quiet', '-c', statement, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  psql.stdout.resume()
  const [code] = await once(psql, 'close')
  if (code !== 0) throw new Error(`psql ended with ${code}.`)
  return performance.now() - startedMs
}

const at = '2030-01-31T12:00:00.000Z'

/** Makes a project of that size, through the door that people have: a native file. */
async function fill(exchange: Exchange, folder: string, size: ExportSize): Promise<ProjectId> {
  const owner = deriveId('00000000-0000-4000-8000-000000000001', 'owner') as string as UserId // for a person
  const project = await exchange.createProject('Bench', 'together', owner)
  const file = path.join(folder, 'bench.jsonl')
  await writeNative(exchange, { project, owner, file, ...size })
  const report = await exchange.import(project, 'parallax', { file, importedBy: owner })
  if (!report.isGood) throw new Error(JSON.stringify(report.problems.slice(0, 3)))
  return project
}

type Native = ExportSize & {
  readonly project: ProjectId
  readonly owner: UserId
  readonly file: string
}

/** The empty project's own file, with documents put in before its people. */
async function writeNative(exchange: Exchange, native: Native): Promise<void> {
  const { project, owner, file, documents } = native
  const lines: string[] = []
  for await (const piece of (await exchange.export(project, 'parallax', everything)) ?? [])
    lines.push(...Buffer.from(piece).toString('utf8').trimEnd().split('\n'))
  const head = lines.filter((line) => !/^\{"kind":"(person|end)"/.test(line))
  const label = head.map((line) => JSON.parse(line)).find(({ kind }) => kind === 'label').id
  const out = createWriteStream(file)
  let count = 0
  const write = async (line: string) => {
    count += 1
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  for (const line of head) await write(line)
  for (let index = 0; index < documents; index += 1)
    for (const line of documentLines(native, label, index)) await write(line)
  await write(JSON.stringify({ kind: 'person', id: owner, name: 'Owner' }))
  out.end(`${JSON.stringify({ kind: 'end', lines: count })}\n`)
  await once(out, 'close')
}

const sentence = 'The river rose again on Monday, said the ministry of Norvia in Halden. '

function* documentLines(
  { project, owner, recordsEach }: Native,
  label: string,
  index: number,
): Generator<string> {
  const id = deriveId(project, `document ${index}`)
  const text = `${index}: ${sentence.repeat(recordsEach)}`.trimEnd()
  const sha256 = createHash('sha256').update(text).digest('hex')
  const signed = { createdBy: owner, createdAt: at, updatedBy: owner, updatedAt: at }
  const source = {
    sha256,
    bytes: text.length,
    mediaType: 'text/plain',
    filename: 'a.txt',
    importer: 'txt',
    importerVersion: '1',
  }
  const meta = {
    title: `Article ${index}`,
    publisher: null,
    agency: null,
    byline: [],
    url: null,
    language: 'en',
    publishedAt: null,
    publishedAtBasis: null,
  }
  const document = {
    textSha256: sha256,
    lengthUtf16: text.length,
    source,
    meta,
    zones: [],
    supersedes: null,
    purged: false,
  }
  yield JSON.stringify({ kind: 'document', id, deleted: false, data: document, ...signed, text })
  const layer = layerId(id as never, 'shared', null)
  const own = {
    document: id,
    kind: 'shared',
    owner: null,
    blind: false,
    state: 'open',
    codebook: 1,
  }
  yield JSON.stringify({ kind: 'layer', id: layer, deleted: false, data: own, ...signed })
  for (let number = 0; number < recordsEach; number += 1) {
    const startUtf16 = text.indexOf('ministry', number * sentence.length)
    const range = { startUtf16, endUtf16: startUtf16 + 8, text: 'ministry' }
    const data = {
      origin: { kind: 'human' },
      note: '',
      attrs: {},
      extent: [range],
      label,
      form: { figure: 'literal', level: 'NOM' },
      entity: null,
    }
    const record = deriveId(id, `mention ${number}`)
    yield JSON.stringify({ kind: 'mention', id: record, deleted: false, layer, data, ...signed })
  }
}
