import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { type Exchange, everything, openExchange } from '@parallax/api'
import { deriveId, layerId, type ProjectId, type UserId } from '@parallax/domain'
import { createBenchDatabase } from './bench-database.ts'
import { heldMb } from './held-memory.ts'
import { type Figure, inTurns } from './measure.ts'

/** How large the project is that is written out. */
export type ExportSize = { readonly documents: number; readonly recordsEach: number }

/**
 * A project as native JSON lines, beside one statement of PostgreSQL that yields the same lines; when the first byte comes; and how much memory it takes on the way.
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
    await expectSameLines(exchange, database.url, project)
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

/**
 * The lines of documents, layers and mentions, put together by PostgreSQL in one statement. Where a
 * range counts is the same in its characters as in UTF-16: nothing here is outside of the first plane.
 */
function linesStatement(project: ProjectId): string {
  const time = (column: string) =>
    `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const signed = `'createdBy', r.created_by, 'createdAt', ${time('r.created_at')},
    'updatedBy', r.updated_by, 'updatedAt', ${time('r.updated_at')}`
  const head = `'kind', r.kind, 'id', r.id, 'deleted', r.deleted`
  const quoted = `r.data || jsonb_build_object('extent', (
    select jsonb_agg(e || jsonb_build_object('text', substr(t.text, (e ->> 'startUtf16')::int + 1,
      (e ->> 'endUtf16')::int - (e ->> 'startUtf16')::int)))
    from jsonb_array_elements(r.data -> 'extent') e))`
  return `select case r.kind
      when 'document' then json_build_object(${head}, 'data', r.data, ${signed}, 'text', t.text)
      when 'layer' then json_build_object(${head}, 'data', r.data, ${signed})
      else json_build_object(${head}, 'layer', r.stream_id, 'data', ${quoted}, ${signed}) end
    from streams s
    join records r on r.project_id = s.project_id and r.stream_id = s.id
    join records d on d.project_id = s.project_id and d.stream_id = s.document_id
      and d.id = s.document_id
    join texts t on t.project_id = s.project_id and t.sha256 = d.data ->> 'textSha256'
    where s.project_id = '${project}'
    order by s.document_id, s.kind, s.id, r.kind, r.id`
}

/** As CSV with a quote that no text has, so that a line goes out as it is. */
function copyLines(url: string, project: ProjectId) {
  const statement = `copy (${linesStatement(project)}) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')`
  return spawn('psql', ['--no-psqlrc', '--quiet', '-c', statement, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function copyOut(url: string, project: ProjectId): Promise<number> {
  const startedMs = performance.now()
  const psql = copyLines(url, project)
  psql.stdout.resume()
  const [code] = await once(psql, 'close')
  if (code !== 0) throw new Error(`psql ended with ${code}.`)
  return performance.now() - startedMs
}

/** Throws unless both sides yield the same lines in the same order, whatever the order of keys. */
async function expectSameLines(exchange: Exchange, url: string, project: ProjectId): Promise<void> {
  const theirs = createInterface({ input: copyLines(url, project).stdout })[Symbol.asyncIterator]()
  let count = 0
  const ours = createInterface({
    input: Readable.from((await exchange.export(project, 'parallax', everything)) ?? []),
  })
  for await (const line of ours) {
    const value = JSON.parse(line)
    if (!['document', 'layer', 'mention'].includes(value.kind)) continue
    const { value: theirLine } = await theirs.next()
    assert.deepEqual(JSON.parse(theirLine ?? 'null'), value)
    count += 1
  }
  assert.equal((await theirs.next()).done, true, `PostgreSQL has more than ${count} lines`)
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
