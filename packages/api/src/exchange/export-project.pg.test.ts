import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openChangeBus, schema } from '@parallax/db'
import { openTestDatabase, type TestDatabase, testEngines } from '@parallax/db/test'
import {
  deriveId,
  layerId,
  operationSchema,
  type ProjectId,
  projectIdSchema,
  registryStreamId,
  type UserId,
} from '@parallax/domain'
import { eq } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, createApi } from '../create-api.ts'
import { mintId } from '../mint-id.ts'
import { startProject } from '../projects/create-project.ts'
import { openSampleProject } from '../sample/build-sample.ts'
import { submitOperations } from '../submit/submit-operations.ts'
import { folderBlobStore } from '../uploads/blob-store.ts'
import { exportProject } from './export-project.ts'
import { importProject } from './import-project.ts'
import { everything } from './project-heads.ts'

const exportedAt = new Date('2031-04-01T10:00:00.000Z')

describe.each(testEngines)('on %s', (engine) => {
  let database: TestDatabase
  let api: Api
  let folder: string
  let owner: UserId
  let sample: ProjectId

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-exchange-'))
    database = await openTestDatabase(engine)
    const bus = await openChangeBus(database)
    api = createApi({
      database,
      bus,
      blobs: folderBlobStore(join(folder, 'blobs')),
      secret: 's'.repeat(40),
      address: { url: undefined, port: 0 } as never,
      log: pino({ level: 'silent' }),
    })
    owner = (await addUser(database.db, 'Olga Owner')) as UserId
    sample = await openSampleProject(api.services, owner)
    await changeSample()
  })

  afterAll(async () => {
    await api.close()
    await api.services.bus.close()
    await database.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const entity = (name: string) => deriveId(sample, `sample entity ${name}`)

  /** What the sample alone does not have: an author with an account, tombstones, a merge. */
  async function changeSample(): Promise<void> {
    const registry = { kind: 'registry', id: registryStreamId(sample) }
    const merged = mintId()
    const data = {
      name: 'Lindhaven officials',
      type: deriveId(sample, 'codebook entity type ORG'),
      collective: false,
      members: [],
      partOf: null,
      aliases: {},
      externalIds: {},
      note: '',
      redirect: null,
    }
    await submit(sample, registry, 'entity.create', { id: merged, data })
    await submit(sample, registry, 'registry.merge', { from: merged, into: entity('presidency') })
    await submit(sample, registry, 'alias.set', {
      entity: entity('voss'),
      alias: 'Madam President 👑',
      present: true,
    })
    const document = deriveId(sample, 'sample document meridian')
    const layer = layerId(document as never, 'shared', null)
    const stream = { kind: 'layer', id: layer }
    await submit(sample, stream, 'layer.create', {
      document,
      kind: 'shared',
      owner: null,
      blind: false,
      codebook: 2,
    })
    const gone = mintId()
    const mention = {
      origin: { kind: 'human' },
      note: 'soon gone',
      attrs: {},
      extent: [{ startUtf16: 345, endUtf16: 350 }],
      label: data.type,
      form: { level: 'NOM', figure: 'literal' },
      entity: null,
    }
    const answer = await submit(sample, stream, 'records.create', {
      records: [{ id: gone, kind: 'mention', data: mention }],
    })
    if (answer?.result === 'ok') await submit(sample, stream, 'records.delete', { ids: [gone] })
  }

  async function submit(projectId: ProjectId, stream: object, type: string, args: unknown) {
    const id = mintId()
    const operation = operationSchema.parse({
      id,
      stream,
      baseSeq: 10_000,
      group: id,
      after: null,
      type,
      args,
    })
    const actor = { userId: owner, role: 'owner' as const }
    const [answer] = await submitOperations(api.services, {
      projectId,
      actor,
      operations: [operation],
    })
    return answer
  }

  async function newProject(): Promise<ProjectId> {
    const id = projectIdSchema.parse(mintId())
    const project = {
      id,
      name: 'Copy',
      mode: 'together' as const,
      isSample: false,
      createdBy: owner,
    }
    await startProject(api.services, project)
    return id
  }

  async function exported(
    projectId: ProjectId,
    selection = everything,
    codec: 'parallax' | 'csv' = 'parallax',
  ) {
    const pieces = await exportProject(database.db, { projectId, codec, selection, exportedAt })
    if (!pieces) throw new Error('there is no such project')
    let text = ''
    for await (const piece of pieces) text += piece
    return text
  }

  async function imported(projectId: ProjectId, text: string) {
    const file = join(folder, `${mintId()}.jsonl`)
    writeFileSync(file, text)
    const importedAt = new Date('2031-05-01T00:00:00.000Z')
    return await importProject(api.services, {
      projectId,
      importedBy: owner,
      codec: 'parallax',
      file,
      importedAt,
    })
  }

  const withoutManifest = (text: string) => text.slice(text.indexOf('\n') + 1)
  const rowCount = async (projectId: ProjectId) =>
    (await database.db.select().from(schema.records).where(eq(schema.records.projectId, projectId)))
      .length

  test('a project that is exported, imported and exported again is the same file', async () => {
    const first = await exported(sample)
    expect(first).toContain('"deleted":true')
    expect(first).toContain('Madam President 👑')
    expect(first.split('\n').filter((line) => line.startsWith('{"kind":"person"'))).toHaveLength(3)
    const copy = await newProject()
    const report = await imported(copy, first)
    expect(report).toMatchObject({ isGood: true, summary: { counts: { document: 2, layer: 5 } } })
    const second = await exported(copy)
    expect(withoutManifest(second)).toBe(withoutManifest(first))
    expect(second).not.toBe(first)
  })

  test('an import says how far it has read, over both its readings', async () => {
    const file = join(folder, `${mintId()}.jsonl`)
    writeFileSync(file, await exported(sample))
    const told: number[] = []
    const given = { projectId: await newProject(), importedBy: owner, codec: 'parallax' as const }
    const importedAt = new Date('2031-05-01T00:00:00.000Z')
    const onProgress = (doneRatio: number) => {
      told.push(doneRatio)
    }
    await importProject(api.services, { ...given, file, importedAt }, { onProgress })
    expect(told).toContain(0.5)
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  test('what was imported can be worked on, and only by operations of its own', async () => {
    const copy = await newProject()
    await imported(copy, await exported(sample))
    const registry = { kind: 'registry', id: registryStreamId(copy) }
    const answer = await submit(copy, registry, 'alias.set', {
      entity: entity('dahl'),
      alias: 'The visitor',
      present: true,
    })
    expect(answer).toMatchObject({ result: 'ok' })
    expect(await exported(copy)).toContain('The visitor')
    expect(await exported(sample)).not.toContain('The visitor')
  })

  test('the rows of an import are those that operations would have made', async () => {
    const copy = await newProject()
    await imported(copy, await exported(sample))
    const rowsOf = async (projectId: ProjectId) => {
      const { counters, records, recordRefs } = schema
      const places = await database.db
        .select()
        .from(records)
        .where(eq(records.projectId, projectId))
      const refs = await database.db
        .select()
        .from(recordRefs)
        .where(eq(recordRefs.projectId, projectId))
      const counts = await database.db
        .select()
        .from(counters)
        .where(eq(counters.projectId, projectId))
      const codebook = new Set(
        places
          .filter(({ kind }) => /^(label|labelSet|guideline|scale|annotatable|version)$/.test(kind))
          .map(({ id }) => id),
      )
      const streams = new Set([
        deriveId(projectId, 'codebook') as string,
        deriveId(projectId, 'registry') as string,
      ])
      return {
        places: places
          .filter(({ id }) => !codebook.has(id))
          .map(({ id, startUtf16, endUtf16, quote, deleted }) =>
            JSON.stringify({ id, startUtf16, endUtf16, quote, deleted }),
          )
          .sort(),
        refs: refs
          .filter(({ recordId }) => !codebook.has(recordId))
          .map(({ recordId, targetId }) => `${recordId} ${targetId}`)
          .sort(),
        counts: counts
          .filter(({ streamId, n }) => !streams.has(streamId) && n > 0)
          .map(({ streamId, kind, n }) => `${streamId} ${kind} ${n}`)
          .sort(),
      }
    }
    expect(await rowsOf(copy)).toEqual(await rowsOf(sample))
  })

  test('a file with one bad line leaves nothing behind, and every problem is told', async () => {
    const copy = await newProject()
    const before = await rowCount(copy)
    const broken = (await exported(sample))
      .replace('"text":"Irena Voss"', '"text":"Irene Voss"')
      .replace('"kind":"stance"', '"kind":"mood"')
    const report = await imported(copy, broken)
    expect(report.isGood).toBe(false)
    const messages = report.isGood ? [] : report.problems.map(({ message }) => message)
    expect(messages.join('\n')).toMatch(/"Irena Voss", not "Irene Voss"/)
    expect(messages.join('\n')).toMatch(/"mood"/)
    expect(await rowCount(copy)).toBe(before)
  })

  test('a text that is not the one of its hash is refused', async () => {
    const copy = await newProject()
    const other = (await exported(sample)).replace(
      'barley in Brennick rose by a fifth',
      'barley in Brennick rose by a third',
    )
    expect(await imported(copy, other)).toMatchObject({ isGood: false })
  })

  test('a project that has something in it is left as it is', async () => {
    const file = await exported(sample)
    expect(await imported(sample, file)).toMatchObject({
      isGood: false,
      problems: [{ message: expect.stringContaining('not empty') }],
    })
    expect(await exported(sample)).toBe(file)
  })

  test('an export shows the project as it stood when it began', async () => {
    const copy = await newProject()
    await imported(copy, await exported(sample))
    const before = await exported(copy)
    const pieces = await exportProject(database.db, {
      projectId: copy,
      codec: 'parallax',
      selection: everything,
      exportedAt,
    })
    const registry = { kind: 'registry', id: registryStreamId(copy) }
    await submit(copy, registry, 'alias.set', {
      entity: entity('voss'),
      alias: 'A later name',
      present: true,
    })
    await submit(copy, registry, 'registry.set', {
      id: entity('dahl'),
      register: 'note',
      value: 'Later.',
    })
    const data = {
      name: 'Later Person',
      type: deriveId(sample, 'codebook entity type PER'),
      collective: false,
      members: [],
      partOf: null,
      aliases: {},
      externalIds: {},
      note: '',
      redirect: null,
    }
    await submit(copy, registry, 'entity.create', { id: mintId(), data })
    const document = deriveId(sample, 'sample document meridian')
    await submit(copy, { kind: 'document', id: document }, 'document.setMeta', {
      register: 'title',
      value: 'A later title',
    })
    let text = ''
    for await (const piece of pieces ?? []) text += piece
    const names = /A later name|"Later\."|Later Person|A later title/
    expect(await exported(copy)).toMatch(names)
    expect(text).not.toMatch(names)
    // Records of an import were last touched by the import; that alone may differ.
    const withoutUpdates = (file: string) =>
      file.replace(/,"updatedBy":"[^"]*","updatedAt":"[^"]*"/g, '')
    expect(withoutUpdates(text)).toBe(withoutUpdates(before))
  })

  test('chosen layers and documents only', async () => {
    const document = deriveId(sample, 'sample document meridian')
    const text = await exported(sample, { documents: [document], layers: [] })
    const kinds = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).kind)
    expect(kinds.filter((kind) => kind === 'document')).toHaveLength(1)
    expect(kinds).not.toContain('layer')
    expect(await imported(await newProject(), text)).toMatchObject({ isGood: true })
  })

  test('the table has a row per live mention, claim and stance', async () => {
    const rows = (await exported(sample, everything, 'csv')).trimEnd().split('\r\n')
    const kinds = rows.slice(1).map((row) => row.split(',')[0])
    expect(kinds.filter((kind) => kind === 'claim').length).toBeGreaterThan(30)
    expect(rows.join('\n')).toContain('The Meridian')
  })
})

async function addUser(db: Db, name: string): Promise<string> {
  const id = mintId()
  await db.insert(schema.users).values({ id, name, email: `${id}@example.org` })
  return id
}
