import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimInstance, migrateDatabase, openDatabase, schema } from '@parallax/db'
import { makeTestPlace, type TestPlace, testEngines } from '@parallax/db/test'
import { type DocumentId, deriveId, layerId, type UserId } from '@parallax/domain'
import { codecs } from '@parallax/formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine } from './run-command-line.ts'
import { exitCodes } from './terminal.ts'

const owner = deriveId('00000000-0000-4000-8000-000000000001', 'owner') as unknown as UserId
const text = '“The gates 🚪 will open,” said Ola.\n\nNobody asked when.'

/** The lines of an empty project's file with one article put in, as another installation wrote it. */
function withArticle(file: string): string {
  const lines = file.trimEnd().split('\n')
  const at = '2031-02-03T04:05:06.789Z'
  const guest = deriveId(owner, 'guest')
  const signed = { createdBy: guest, createdAt: at, updatedBy: guest, updatedAt: at }
  const document = deriveId(owner, 'article') as DocumentId
  const layer = layerId(document, 'annotator', guest as never)
  const type = lines.map((line) => JSON.parse(line)).find((line) => line.kind === 'label')?.id
  const sha = createHash('sha256').update(text).digest('hex')
  const source = {
    sha256: sha,
    bytes: 60,
    mediaType: 'text/plain',
    filename: 'gates.txt',
    importer: 'txt',
    importerVersion: '1',
  }
  const meta = {
    title: 'The gates',
    publisher: null,
    agency: null,
    byline: [],
    url: null,
    language: 'en',
    publishedAt: null,
    publishedAtBasis: null,
  }
  const added = [
    {
      kind: 'document',
      id: document,
      deleted: false,
      data: {
        textSha256: sha,
        lengthUtf16: text.length,
        source,
        meta,
        zones: [],
        supersedes: null,
        purged: false,
      },
      ...signed,
      text,
    },
    {
      kind: 'layer',
      id: layer,
      deleted: false,
      data: { document, kind: 'annotator', owner: guest, blind: false, state: 'open', codebook: 1 },
      ...signed,
    },
    {
      kind: 'mention',
      id: deriveId(owner, 'mention'),
      deleted: false,
      layer,
      data: {
        origin: { kind: 'human' },
        note: '',
        attrs: {},
        extent: [
          { startUtf16: text.indexOf('Ola'), endUtf16: text.indexOf('Ola') + 3, text: 'Ola' },
        ],
        label: type,
        form: { figure: 'literal', level: 'NAM' },
        entity: null,
      },
      ...signed,
    },
  ].map((line) => JSON.stringify(line))
  const people = lines.findIndex((line) => line.startsWith('{"kind":"person"'))
  const person = JSON.stringify({ kind: 'person', id: guest, name: 'Gast 🦊' })
  const all = [...lines.slice(0, people), ...added, ...[...lines.slice(people, -1), person].sort()]
  return `${[...all, JSON.stringify({ kind: 'end', lines: all.length })].join('\n')}\n`
}

describe.each(testEngines)('the command line on %s', (engine) => {
  let testPlace: TestPlace
  let folder: string
  let empty: string
  let article: string
  /** What the last command drew on a terminal that somebody looks at. */
  let drawn: (number | undefined)[] = []

  const place = () => ({ dataFolder: join(folder, 'none'), ...testPlace.options }) as never
  async function run(...args: string[]) {
    let out = ''
    let said = ''
    drawn = []
    const terminal = {
      progress: (percent: number | undefined) => {
        drawn.push(percent)
      },
      print: async (words: string) => {
        out += words
      },
      say: (words: string) => {
        said += `${words}\n`
      },
    }
    const exitCode = await runCommandLine(args, terminal, place())
    return { exitCode, out, said }
  }
  /** That the command showed how far it was, and took it away when it ended. */
  const expectDrawn = () => {
    expect(drawn.length).toBeGreaterThan(1)
    expect(drawn.at(-1)).toBeUndefined()
  }
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const linesAfterManifest = (content: string) =>
    content
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line))

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-cli-'))
    testPlace = await makeTestPlace(engine)
    const database = await openDatabase(testPlace.options)
    await migrateDatabase(database)
    await database.db
      .insert(schema.users)
      .values({ id: owner, name: 'Olga', email: 'olga@example.org' })
    await claimInstance(database.db, owner)
    await database.close()
    const { exchange } = await openEmpty()
    empty = exchange
    article = withArticle(empty)
  })
  afterAll(async () => {
    await testPlace.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The file of a new project: a codebook and who made it. */
  async function openEmpty() {
    const { openExchange } = await import('@parallax/api')
    const exchange = await openExchange(place())
    const id = await exchange.createProject('Empty', 'side-by-side', owner)
    let written = ''
    for await (const piece of (await exchange.export(id, 'parallax', {
      layers: 'all',
      documents: 'all',
    })) ?? [])
      written += piece
    await exchange.close()
    return { exchange: written }
  }

  test('imports into a new project and exports the same file', async () => {
    const path = file('article.jsonl', article)
    const imported = await run('import', path, '--project', 'Gates', '--json')
    expect(imported).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('1 document, 1 layer, 1 record.'),
    })
    expect(JSON.parse(imported.out)).toMatchObject({ documents: 1, records: 1 })
    const out = join(folder, 'again.jsonl')
    expect(await run('export', 'Gates', '--to', 'parallax', '--out', out, '--quiet')).toEqual({
      exitCode: 0,
      out: '',
      said: '',
    })
    expect(linesAfterManifest(readFileSync(out, 'utf8'))).toEqual(linesAfterManifest(article))
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  // Each command opens the data anew, so as few of them as say it.
  test('a release is made, listed, cited and exported to the letter; another is not there', async () => {
    await run('import', file('release.jsonl', article), '--project', 'Releases', '--quiet')
    const made = await run('release', 'make', 'Releases', '--title', 'Pilot', '--json', '--quiet')
    const { number, sha256 } = JSON.parse(made.out)
    expect(number).toBe(1)
    expect((await run('release', 'list', 'Releases')).out).toMatch(/ 1 document .*Pilot/)
    expect((await run('release', 'show', 'Releases', '1', '--cite')).out).toContain(sha256)
    const { out } = await run('release', 'export', 'Releases', '1')
    expect(createHash('sha256').update(out).digest('hex')).toBe(sha256)
    expect((await run('release', 'show', 'Releases', '2')).exitCode).toBe(exitCodes.refused)
    expect(await run('release', 'compare', 'Releases', '1', '2')).toMatchObject({
      exitCode: exitCodes.refused,
      said: '"Releases" has no release 2.\n',
    })
    expect((await run('release', 'compare', 'Releases', '3', '2')).said).toContain(
      'no release 3 and no release 2.',
    )
  })

  // `article` loses who annotated and more in CoNLL, and nothing in a native file.
  test.each([
    ['export', 'Losses'],
    ['release', 'export', 'Losses', '1'],
  ])(
    '%s %s tells what is lost, writes it down, and with --strict writes nothing else',
    async (...args) => {
      if (!(await run('projects')).out.includes('Losses')) {
        await run('import', file('losses.jsonl', article), '--project', 'Losses')
        expectDrawn()
        await run('release', 'make', 'Losses')
        expectDrawn()
      }
      const at = (name: string) => join(folder, `${args[0]}-${name}`)
      const conll = [...args, '--to', 'conll2003']
      const told = await run(...conll, '--out', at('a.conll'), '--report', at('report.json'))
      expect(told).toMatchObject({ exitCode: 0, said: expect.stringContaining('Kept: 1 of 1 doc') })
      expect(told.said).toContain('Lost: ')
      expectDrawn()
      const report = JSON.parse(readFileSync(at('report.json'), 'utf8'))
      expect(report).toMatchObject({ in: { mention: 1 }, out: { mention: 1 } })
      const silent = await run(...conll, '--out', at('b.conll'), '--quiet', '--json')
      expect(silent.said).toBe('')
      expect(drawn).toEqual([])
      expect(JSON.parse(silent.out).report).toEqual(report)
      const refused = { exitCode: 1, out: '', said: expect.stringContaining('(--strict)') }
      expect(JSON.parse(readFileSync(at('b.conll.report.json'), 'utf8'))).toEqual(report)
      const strictly = ['--out', at('c.conll'), '--strict', '--report', at('strict.json')]
      expect(await run(...conll, ...strictly)).toMatchObject(refused)
      expect(existsSync(at('c.conll'))).toBe(false)
      expect(JSON.parse(readFileSync(at('strict.json'), 'utf8'))).toEqual(report)
      expect(await run(...conll, '--strict')).toMatchObject(refused)
      const whole = await run(...args, '--to', 'parallax', '--strict')
      expect(whole).toMatchObject({
        exitCode: 0,
        out: expect.stringContaining('"kind":"manifest"'),
      })
    },
  )

  test.each([
    ['release', 'make', 'x', '--split', '80/30'],
    ['release', 'make', 'x', '--seed', '-1'],
    ['release', 'show', 'x', 'first'],
    ['release', 'nothing'],
  ])('%s %s %s %s is not understood', async (...args) => {
    expect((await run(...args)).exitCode).toBe(exitCodes.usage)
  })

  test('writes a table to standard output', async () => {
    const { exitCode, out } = await run('export', 'Gates', '--to', 'csv')
    expect(exitCode).toBe(0)
    const [header = '', row = ''] = out.split('\r\n')
    expect(header).toMatch(/^kind,id,document_id,/)
    expect(row).toContain('Gast 🦊')
    const parts = ['--kinds', 'mention', '--without', 'authors,url', '--offsets', 'code-points']
    const blind = await run('export', 'Gates', '--to', 'csv', ...parts)
    const [columns = '', only = ''] = blind.out.split('\r\n')
    expect(columns).toContain(',start_code_points,')
    expect(columns).not.toMatch(/url|created_by/)
    expect(only).toContain('Annotator 1')
    expect(blind.out).not.toContain('Gast')
  })

  test('exports the layers of one person, guests too, whom it names where it does not know one', async () => {
    const layersOf = async (...which: string[]) => {
      const { out } = await run('export', 'Gates', ...which)
      return out.split('\n').filter((line) => line.startsWith('{"kind":"layer"')).length
    }
    expect(await layersOf('--of', 'Gast 🦊')).toBe(1)
    expect(await layersOf('--layers', 'adjudicated')).toBe(0)
    expect(await run('export', 'Gates', '--of', 'Ghost')).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('Gast 🦊 ('),
    })
  })

  test('lists projects, by which they are found again', async () => {
    const projects = JSON.parse((await run('projects', '--json')).out)
    const gates = projects.find(({ name }: { name: string }) => name === 'Gates')
    expect((await run('export', gates.id, '--to', 'parallax')).out).toContain('Gast 🦊')
    expect((await run('projects')).out).toContain(`${gates.id}  Gates\n`)
  })

  test('brings a file beside what a project has, and says what was there already', async () => {
    const path = file('second.jsonl', article)
    const look = await run('import', path, '--project', 'Gates', '--dry-run')
    expect(look.said).toContain('Would import 0 documents, 1 that is there already, 0 records')
    const again = await run('import', path, '--project', 'Gates')
    expectDrawn()
    expect(again).toMatchObject({ exitCode: 0 })
    expect(again.said).toContain('The same is there already.')
    const map = file('map.json', '{"labels":{"PRE":"Person"}}')
    const misspelt = { exitCode: 1, said: expect.stringContaining('no label “PRE”. It has: “') }
    expect(await run('import', path, '--project', 'Gates', '--map', map)).toMatchObject(misspelt)
    // A whole project that goes into an empty one is looked at for its names, too.
    expect(await run('import', path, '--project', 'Fresh', '--map', map)).toMatchObject(misspelt)
  })

  test('refuses a project that is not there', async () => {
    expect(await run('export', 'Nowhere')).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('no project "Nowhere"'),
    })
  })

  test('names the problems of a file by line, and imports nothing', async () => {
    const path = file('broken.jsonl', article.replace('"text":"Ola"', '"text":"Olga"'))
    const { exitCode, said } = await run('import', path, '--project', 'Never')
    expect(exitCode).toBe(1)
    expect(said).toMatch(/broken\.jsonl:\d+: At \d+-\d+ the text says "Ola", not "Olga"/)
    expect((await run('projects')).out).not.toContain('Never')
  })

  test('makes a link to a new password, for those who have an account', async () => {
    const { exitCode, out } = await run('reset-password', 'OLGA@example.org', '--quiet')
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: expect.stringMatching(/^\/reset\/\S{20,}\n$/),
    })
    expect(await run('reset-password', 'nobody@example.org')).toMatchObject({
      exitCode: 1,
      out: '',
    })
  })

  test('says that a server has the folder', async () => {
    const held = await openDatabase(testPlace.options)
    const answer = await run('projects')
    await held.close()
    const expected =
      engine === 'pglite'
        ? {
            exitCode: exitCodes.unavailable,
            said: expect.stringMatching(/A server is using the folder .*stop it/),
          }
        : { exitCode: exitCodes.done }
    expect(answer).toMatchObject(expected)
  })
})

describe('without any data', () => {
  const nowhere = { dataFolder: join(tmpdir(), 'parallax-is-not-here') }
  const silent = { print: async () => undefined, say: () => undefined }

  test.each([
    [['projects'], exitCodes.unavailable],
    [['formats'], exitCodes.done],
    [['check', 'no-such-file.jsonl'], exitCodes.refused],
    [['export', 'x', '--to', 'pdf'], exitCodes.usage],
    [['export', 'x', '--layers', 'abc'], exitCodes.usage],
    [['export', 'x', '--layers', 'mine'], exitCodes.usage],
    [['export', 'x', '--to', 'csv', '--without', 'everything'], exitCodes.usage],
    [['export', 'x', '--to', 'csv', '--kinds', 'mention,'], exitCodes.usage],
    [['export', 'x', '--layers', 'all', '--of', 'Olga'], exitCodes.usage],
    [['import', 'x'], exitCodes.usage],
    [['unknown'], exitCodes.usage],
    [['--help'], exitCodes.done],
  ])('%j ends with %i', async (args, code) => {
    expect(await runCommandLine(args, silent, nowhere)).toBe(code)
    expect(existsSync(nowhere.dataFolder)).toBe(false)
  })
})

test('the program starts, built when it has to be', () => {
  const program = join(import.meta.dirname, '../bin/parallax.mjs')
  const { status, stdout } = spawnSync(process.execPath, [program, 'formats', '--json'], {
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual(Object.keys(codecs))
})
