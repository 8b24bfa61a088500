import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testEngines } from '@parallax/db/test'
import { codebookStreamId, type ProjectId } from '@parallax/domain'
import { codecs } from '@parallax/formats'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entityType,
  importDocument,
  mention,
  newProject,
  operation,
} from '../../test/sample-work.ts'
import { checkIntegrity } from '../backup/check-integrity.ts'
import { exportProject } from './export-project.ts'
import { usualChoices } from './import-choices.ts'
import { importCorpus } from './import-corpus.ts'
import { importProject } from './import-project.ts'
import { previewImport } from './preview-import.ts'
import { everything } from './project-heads.ts'
import { takeBackImport } from './take-back-import.ts'

describe.each(testEngines)('taking a whole project back on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let folder: string
  let file: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-take-back-'))
    file = join(folder, 'river.jsonl')
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    const source = await newProject(owner, 'River')
    await renamed(source, 'Riparian')
    const { layerStream } = await importDocument(api.services, owner, source)
    await submit(source, layerStream, 'records.create', { records: [mention(source, 'Nordhaven')] })
    writeFileSync(file, await fileOf(source))
  })
  afterAll(async () => {
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  async function submit(
    project: ProjectId,
    stream: Parameters<typeof operation>[1],
    type: Parameters<typeof operation>[0],
    args: unknown,
  ) {
    const given = operation(type, stream, args, { baseSeq: 10_000 })
    const { answers } = await owner.call.operations.submit({ project, operations: [given] })
    expect(answers[0]).toMatchObject({ result: 'ok' })
  }

  /** A codebook of the project's own: a label has another name in it, and that is published. */
  async function renamed(project: ProjectId, value: string) {
    const stream = { kind: 'codebook' as const, id: codebookStreamId(project) }
    const label = entityType(project)
    await submit(project, stream, 'codebook.set', { id: label, register: 'name', value })
    const version = { id: crypto.randomUUID(), note: '', migrations: [] }
    await submit(project, stream, 'codebook.publish', version)
  }

  async function fileOf(projectId: ProjectId): Promise<string> {
    const asked = { projectId, codec: 'parallax', selection: everything, exportedAt: new Date(0) }
    let text = ''
    for await (const piece of (await exportProject(api.services.db, asked)) ?? [])
      text += String(piece)
    return text
  }

  /** Everything live of a project but who is in it and what it is called, in one order. */
  async function content(project: ProjectId) {
    const { rows } = await api.services.db.execute<{ id: string; kind: string; data: unknown }>(sql`
      select r.id, r.kind, r.data from records r
      where r.project_id = ${project} and not r.deleted and not exists (
        select from records d join streams s on s.project_id = d.project_id
          and s.document_id = d.id
        where s.project_id = r.project_id and s.id = r.stream_id and d.kind = 'document'
          and d.deleted)
      order by r.kind, r.id`)
    return rows
  }

  async function wholeInto(projectId: ProjectId): Promise<string> {
    let made = ''
    const given = { projectId, importedBy: owner.userId, codec: 'parallax' as const, file }
    const report = await importProject(
      api.services,
      { ...given, importedAt: new Date() },
      {
        noteDone: async (_, __, group) => {
          made = group
        },
      },
    )
    expect(report.isGood).toBe(true)
    return made
  }

  const takeBack = (projectId: ProjectId, group: string) =>
    takeBackImport(api.services, { projectId, group, takenBackBy: owner.userId, at: new Date() })

  async function expectSound() {
    const report = await checkIntegrity(api.services.db, api.services.blobs)
    expect(report.problems).toEqual([])
  }

  test('the project is as it was, with its own codebook, and the file can come again', async () => {
    const project = await newProject(owner)
    await renamed(project, 'Somebody')
    const before = await content(project)
    const group = await wholeInto(project)
    const after = await content(project)
    expect(after).not.toEqual(before)
    await renamedIn(project, after)
    expect(await takeBack(project, group)).toMatchObject({ documents: 1, codebook: 'before' })
    expect(await content(project)).toEqual(before)
    await expectSound()

    const codec = codecs.parallax
    if (!codec) throw new Error('There is a format of our own.')
    const brought = { place: file, name: 'river.jsonl' }
    const asked = { projectId: project, importedBy: owner.userId, format: null, file: brought }
    expect((await previewImport(api.services.db, asked)).obstacle).toBeNull()
    const importedAt = new Date()
    const given = { ...asked, importedAt, codec, choices: usualChoices }
    await importCorpus(api.services, given)
    const again = await content(project)
    const kinds = (rows: typeof again) =>
      rows.filter(({ kind }) => ['document', 'layer', 'mention'].includes(kind))
    expect(kinds(again).map(({ id }) => id)).toEqual(kinds(after).map(({ id }) => id))
    await expectSound()
  })

  /** What is done to the codebook of the file goes with it. */
  async function renamedIn(project: ProjectId, rows: Awaited<ReturnType<typeof content>>) {
    const stream = { kind: 'codebook' as const, id: codebookStreamId(project) }
    const label = rows.find(({ kind }) => kind === 'label')
    const args = { id: label?.id, register: 'name', value: 'Renamed since' }
    await submit(project, stream, 'codebook.set', args)
  }

  test('a codebook that other work follows by now stays', async () => {
    const project = await newProject(owner)
    const group = await wholeInto(project)
    const after = await content(project)
    await importDocument(api.services, owner, project, 'Another text.\n')
    expect(await takeBack(project, group)).toMatchObject({ documents: 1, codebook: 'kept' })
    const isCodebook = ({ kind }: { kind: string }) => kind === 'label' || kind === 'version'
    expect((await content(project)).filter(isCodebook)).toEqual(after.filter(isCodebook))
    await expectSound()
  })

  test('an import that only adds labels leaves the codebook with them', async () => {
    const project = await newProject(owner)
    await importDocument(api.services, owner, project, 'A text of its own.\n')
    const place = join(folder, 'birds.jsonl')
    writeFileSync(place, JSON.stringify({ id: 1, text: 'An owl.', label: [[3, 6, 'Bird']] }))
    const codec = codecs.doccano
    if (!codec) throw new Error('There is a format of doccano.')
    const { group } = await importCorpus(api.services, {
      projectId: project,
      importedBy: owner.userId,
      importedAt: new Date(),
      codec,
      file: { place, name: 'birds.jsonl' },
      choices: usualChoices,
    })
    expect(await takeBack(project, group ?? '')).toMatchObject({ codebook: 'untouched' })
    const labels = (await content(project)).filter(({ kind }) => kind === 'label')
    expect(JSON.stringify(labels)).toContain('Bird')
  })
})
