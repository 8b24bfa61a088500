import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getJob, getRelease, schema } from '@parallax/db'
import { openTestDatabase, testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { type ContentChoice, codecs, Ledger, splitNames } from '@parallax/formats'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  importDocument,
  join as joinProject,
  mention,
  newProject,
  operation,
  registryOf,
} from '../../test/sample-work.ts'
import { checkIntegrity } from '../backup/check-integrity.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { mintId } from '../mint-id.ts'
import { removeProject } from '../projects/remove-project.ts'
import { softwareVersion } from '../software-version.ts'
import { folderBlobStore } from '../uploads/blob-store.ts'
import { exportRelease } from './export-release.ts'
import { readManifest } from './read-release.ts'

const everything: ContentChoice = {
  documents: 'all',
  adjudicated: true,
  shared: true,
  annotators: 'all',
}
const draw = { seed: 11, percents: { train: 60, validation: 20, test: 20 } }

test('releases name the version of this package', async () => {
  const own = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')
  expect(JSON.parse(own).version).toBe(softwareVersion)
})

describe.each(testEngines)('releases on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let folder: string
  let bridge: Awaited<ReturnType<typeof importDocument>>

  beforeAll(async () => {
    api = await openTestApi(engine)
    folder = mkdtempSync(join(tmpdir(), 'parallax-release-test-'))
    owner = await api.person('Olga')
    project = await newProject(owner)
    bridge = await importDocument(api.services, owner, project)
    await addMention('Ada Quill')
    for (const words of ['Rain fell for nine days.', 'Sheep were sold at noon.'])
      await importDocument(api.services, owner, project, `${words}\n\nNobody knows why yet.\n`)
  })
  afterAll(async () => {
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  async function submit(type: Parameters<typeof operation>[0], stream: object, args: unknown) {
    const given = operation(type, stream as Parameters<typeof operation>[1], args, {
      baseSeq: 10_000,
    })
    const { answers } = await owner.call.operations.submit({ project, operations: [given] })
    expect(answers[0]?.result).toBe('ok')
  }

  async function addMention(words: string): Promise<string> {
    const record = mention(project, words)
    await submit('records.create', bridge.layerStream, { records: [record] })
    return record.id
  }

  async function make(change: object = {}): Promise<number> {
    api.services.rates.reset('heavy', owner.userId)
    const { jobId } = await owner.call.releases.make({
      project,
      title: 'Pilot',
      notes: 'The first one.',
      licence: '',
      chosen: everything,
      draw,
      ...change,
    })
    return await numberOf(jobId)
  }

  async function numberOf(jobId: string): Promise<number> {
    let job = await getJob(api.services.db, project, jobId)
    while (job?.state === 'waiting' || job?.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 20))
      job = await getJob(api.services.db, project, jobId)
    }
    expect(job).toMatchObject({
      state: 'done',
      progressPercent: 100,
      result: { number: expect.any(Number) },
    })
    return Number(Object(job?.result).number)
  }

  async function bytesOf(number: number, format: string): Promise<Buffer> {
    const found = await getRelease(api.services.db, { projectId: project, number })
    if (!found) throw new Error(`There is no release ${number}.`)
    const pieces = await exportRelease(api.services.blobs, found.release, format)
    const parts: Buffer[] = []
    for await (const piece of pieces ?? []) parts.push(Buffer.from(piece))
    return Buffer.concat(parts)
  }

  test('a release is the same to the letter in every format, whatever is edited later', async () => {
    const number = await make()
    const writable = Object.values(codecs).filter(({ write }) => write !== null)
    const before = new Map<string, Buffer>()
    for (const { id } of writable) before.set(id, await bytesOf(number, id))
    const { summary } = await owner.call.releases.get({ project, number })
    expect(summary.content.sha256).toBe(
      createHash('sha256')
        .update(before.get('parallax') ?? '')
        .digest('hex'),
    )
    await addMention('Nordhaven')
    await submit('document.setMeta', bridge.documentStream, {
      field: 'title',
      value: 'Another title',
    })
    for (const [id, bytes] of before) {
      expect(bytes.length).toBeGreaterThan(0)
      expect((await bytesOf(number, id)).equals(bytes), id).toBe(true)
    }
    const next = await make({ title: 'Second' })
    expect(next).toBe(number + 1)
    expect((await bytesOf(next, 'parallax')).equals(before.get('parallax') ?? Buffer.of())).toBe(
      false,
    )
    const differences = await owner.call.releases.compare({ project, from: number, to: next })
    expect(differences.documents.changed.first).toMatchObject([{ meta: ['title'] }])
    expect(differences.records.find(({ label }) => label === null)).toEqual({
      kind: 'mention',
      label: null,
      name: null,
      added: 1,
      removed: 0,
      changed: 0,
    })
  })

  test('what its file loses in a format is told without the file', async () => {
    const number = await make()
    for (const format of ['csv', 'conll2003', 'w3c']) {
      const found = await getRelease(api.services.db, { projectId: project, number })
      const ledger = new Ledger()
      if (!found) throw new Error(`There is no release ${number}.`)
      const pieces = await exportRelease(api.services.blobs, found.release, format, { ledger })
      for await (const _ of pieces ?? []);
      const losses = await owner.call.releases.losses({ project, number, format })
      expect(losses).toEqual(ledger.report())
    }
    const { dropped } = await owner.call.releases.losses({ project, number, format: 'conll2003' })
    expect(dropped).not.toEqual([])
    const whole = await owner.call.releases.losses({ project, number, format: 'parallax' })
    expect(whole).toMatchObject({ dropped: [], changed: [] })
    const none = owner.call.releases.losses({ project, number, format: 'papyrus' })
    await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('its manifest says what the file holds, document by document', async () => {
    const number = await make()
    const found = await getRelease(api.services.db, { projectId: project, number })
    if (!found) throw new Error('The release is not there.')
    const manifest = await readManifest(api.services.blobs, found.release)
    const lines = (await bytesOf(number, 'parallax')).toString('utf8').split('\n')
    const documentLines = new Map<string, string[]>()
    let open: string[] = []
    for (const line of lines.filter((each) => each !== '')) {
      const { kind, id } = JSON.parse(line)
      if (['document', 'person', 'end'].includes(kind)) open = []
      if (kind === 'document') documentLines.set(id, open)
      open.push(`${line}\n`)
    }
    expect(manifest.documents.map(({ id }) => id as string)).toEqual([...documentLines.keys()])
    for (const { id, sha256 } of manifest.documents)
      expect(sha256).toBe(
        createHash('sha256')
          .update((documentLines.get(id) ?? []).join(''))
          .digest('hex'),
      )
    expect(manifest.counts.documents).toBe(3)
    const { documents: _, ...summary } = manifest
    expect(found.release.summary).toEqual(JSON.parse(JSON.stringify(summary)))
  })

  test('what would be released is what is released, and its splits are drawn alike', async () => {
    const draft = await owner.call.releases.draft({ project, chosen: everything })
    const number = await make()
    const { summary } = await owner.call.releases.get({ project, number })
    expect(draft.documents).toBe(summary.counts.documents)
    expect(draft.labels).toEqual(summary.counts.labels)
    expect(draft.groups).toHaveLength(summary.splits?.groups ?? 0)
    // Where a format has parts, the documents are in theirs.
    const folder = await bytesOf(number, 'huggingface')
    for (const name of splitNames)
      expect(folder.includes(`data/${name}-00000`)).toBe(
        (summary.splits?.sizes[name].documents ?? 0) > 0,
      )
  })

  test('comments, deleted records and retired documents are not released', async () => {
    const gone = await addMention('Mara Lind')
    await submit('records.delete', bridge.layerStream, { ids: [gone] })
    const retired = await importDocument(api.services, owner, project, 'A mistake.\n\nOf ours.\n')
    await submit('document.retire', retired.documentStream, {})
    const about = await addMention('the bridge')
    await submit('comment.create', bridge.layerStream, {
      id: mintId(),
      anchor: { kind: 'record', id: about },
      body: ['A secret doubt.'],
    })
    const number = await make()
    const file = (await bytesOf(number, 'parallax')).toString('utf8')
    expect(file).not.toContain(gone)
    expect(file).not.toContain(retired.document)
    expect(file).not.toContain('A secret doubt.')
    expect(JSON.parse(file.slice(0, file.indexOf('\n'))).counts.documents).toBe(3)
  })

  test('documents of one story are in one split', async () => {
    const { rows } = await owner.call.documents.list({
      project,
      search: '',
      sort: 'title',
      direction: 'asc',
      offset: 0,
      limit: 10,
      status: 'all',
      outlet: null,
      retired: false,
    })
    const ids = rows.map(({ id }) => id)
    const story = { kind: 'story', title: 'One event', documents: ids, basis: 'manual' }
    await submit('set.create', registryOf(project), { id: mintId(), ...story })
    const { summary } = await owner.call.releases.get({ project, number: await make() })
    expect(summary.splits).toMatchObject({ groups: 1, largestGroup: ids.length })
  })

  test('two that are made at once get numbers of their own', async () => {
    const numbers = await Promise.all([make({ title: 'a' }), make({ title: 'b' })])
    expect(new Set(numbers).size).toBe(2)
  })

  test('a release cannot be altered or deleted while its project is there', async () => {
    const number = await make()
    const { db } = api.services
    const { releases, releaseCards } = schema
    const isIt = and(eq(releases.projectId, project), eq(releases.number, number))
    await expect(db.update(releases).set({ contentSha256: 'x' }).where(isIt)).rejects.toThrow()
    await expect(db.delete(releases).where(isIt)).rejects.toThrow()
    await expect(
      db.delete(releaseCards).where(eq(releaseCards.projectId, project)),
    ).rejects.toThrow()
  })

  test('its card is written on in versions, and two writers do not overwrite one another', async () => {
    const number = await make()
    const { card } = await owner.call.releases.get({ project, number })
    expect(card).toMatchObject({ version: 1 })
    const write = (body: string) =>
      owner.call.releases.setCard({ project, number, body, after: card.version })
    await write('# Better')
    await expect(write('# Other')).rejects.toMatchObject({ code: 'CONFLICT' })
    const { card: second, summary } = await owner.call.releases.get({ project, number })
    expect(second).toMatchObject({ version: 2, body: '# Better' })
    expect(summary.content.sha256).toHaveLength(64)
  })

  test('it is withdrawn with a reason, once, and stays', async () => {
    const number = await make()
    const withdraw = () =>
      owner.call.releases.withdraw({ project, number, reason: 'A name should not be in it.' })
    await withdraw()
    await expect(withdraw()).rejects.toMatchObject({ code: 'CONFLICT' })
    const { withdrawn } = await owner.call.releases.get({ project, number })
    expect(withdrawn?.reason).toBe('A name should not be in it.')
    expect((await bytesOf(number, 'csv')).length).toBeGreaterThan(0)
  })

  test('viewers read releases and make none; strangers see nothing', async () => {
    const number = await make()
    const [viewer, annotator, judge, stranger] = await Promise.all(
      ['Vic', 'Ann', 'Jo', 'Sue'].map((name) => api.person(`${name} ${engine}`)),
    )
    if (!viewer || !annotator || !judge || !stranger) throw new Error('Somebody is missing.')
    await joinProject(owner, project, viewer, 'viewer')
    await joinProject(owner, project, annotator, 'annotator')
    await joinProject(owner, project, judge, 'adjudicator')
    const wanted = {
      project,
      title: '',
      notes: '',
      licence: '',
      chosen: everything,
      draw: null,
    }
    expect((await viewer.call.releases.list({ project })).length).toBeGreaterThan(0)
    for (const person of [viewer, annotator]) {
      await person.call.releases.get({ project, number })
      await expect(person.call.releases.make(wanted)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(
        person.call.releases.draft({ project, chosen: everything }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(
        person.call.releases.setCard({ project, number, body: '', after: 1 }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(
      judge.call.releases.withdraw({ project, number, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await numberOf((await judge.call.releases.make(wanted)).jobId)
    for (const asked of [
      stranger.call.releases.list({ project }),
      stranger.call.releases.get({ project, number }),
      stranger.call.releases.compare({ project, from: 1, to: 2 }),
    ])
      await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('shares that do not make a whole are not taken', async () => {
    const percents = { train: 60, validation: 20, test: 30 }
    await expect(make({ draw: { seed: 1, percents } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('a backup carries releases, and the doctor looks at them', async () => {
    const number = await make()
    const { database, blobs, db } = api.services
    const file = join(folder, `backup-${engine}.tar.gz`)
    await writeBackup({ database, blobs, now: new Date() }, file)
    const elsewhere = await openTestDatabase(engine)
    try {
      const restored = folderBlobStore(join(folder, `restored-${engine}`))
      await restoreBackup({ database: elsewhere, blobs: restored }, file)
      const report = await checkIntegrity(elsewhere.db, restored)
      expect(report).toMatchObject({ problems: [], problemCount: 0 })
      expect(report.releases).toBeGreaterThan(0)
      const found = await getRelease(elsewhere.db, { projectId: project, number })
      const pieces = found && (await exportRelease(restored, found.release, 'csv'))
      const csv: Buffer[] = []
      for await (const piece of pieces ?? []) csv.push(Buffer.from(piece))
      expect(Buffer.concat(csv).equals(await bytesOf(number, 'csv'))).toBe(true)
    } finally {
      await elsewhere.remove()
    }
    const { problems } = await checkIntegrity(db, folderBlobStore(join(folder, 'none')))
    expect(problems.some(({ kind }) => kind === 'release')).toBe(true)
  })

  test('it goes with its project, and only so', async () => {
    await make()
    await removeProject(api.services, project, { onlySamples: false })
    for (const table of [schema.releases, schema.releaseCards, schema.releaseWithdrawals])
      expect(await api.services.db.select().from(table)).toEqual([])
  })
})
