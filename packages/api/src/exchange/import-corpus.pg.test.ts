import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failStatements, failuresAt, isFullRun, testEngines } from '@parallax/db/test'
import type { ProjectId } from '@parallax/domain'
import { codecs, unaccounted } from '@parallax/formats'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { entityType, importDocument, newProject } from '../../test/sample-work.ts'
import { checkIntegrity } from '../backup/check-integrity.ts'
import { bringFile, lookAtFile } from './bring-file.ts'
import { type ImportChoices, usualChoices } from './import-choices.ts'
import { type CorpusReport, importCorpus } from './import-corpus.ts'
import { previewImport } from './preview-import.ts'
import { takeBackImport } from './take-back-import.ts'

const first = 'Ada Quist met Bo Lind in Nordhaven.\n'
const second = 'The 🦉 of Nordhaven is old.\n'

/** Two annotators' folders over the same two texts, with a label that no project begins with. */
const files: Readonly<Record<string, string>> = {
  'ada/one.txt': first,
  'ada/one.ann': 'T1\tPER 0 9\tAda Quist\nT2\tPerson 14 21\tBo Lind\nR1\tmet Arg1:T1 Arg2:T2\n',
  'ada/two.txt': second,
  'ada/two.ann': 'T1\tBird 4 5\t🦉\n',
  'bo/one.txt': first,
  'bo/one.ann': 'T1\tPER 0 9\tAda Quist\n',
}

describe.each(testEngines)('importing into a project on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parallax-import-'))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    api = await openTestApi(engine)
    owner = await api.person('Olga')
  })
  afterAll(async () => {
    await api.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  function given(projectId: ProjectId, choices: Partial<ImportChoices> = {}) {
    const codec = codecs.brat
    if (!codec) throw new Error('There is a format of brat.')
    return {
      projectId,
      importedBy: owner.userId,
      importedAt: new Date(),
      codec,
      file: { place: folder, name: 'river' },
      choices: { ...usualChoices, ...choices },
    }
  }

  const into = (project: ProjectId, choices?: Partial<ImportChoices>): Promise<CorpusReport> =>
    importCorpus(api.services, given(project, choices))

  async function numbers(project: ProjectId) {
    const { rows } = await api.services.db.execute<{ kind: string; n: number }>(sql`
      select kind, count(*)::int as n from records
      where project_id = ${project} and not deleted group by kind`)
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
  }

  async function expectSound() {
    const report = await checkIntegrity(api.services.db, api.services.blobs)
    expect(report.problems).toEqual([])
  }

  test('P14: what a file says is there; the same file again adds nothing and says so', async () => {
    const project = await newProject(owner)
    const report = await into(project)
    expect(unaccounted(report.losses)).toEqual([])
    expect(report).toMatchObject({ documents: 2, problemCount: 0 })
    const before = await numbers(project)
    expect(before).toMatchObject({ document: 2, mention: 4, relation: 1 })
    const again = await into(project)
    expect(again).toMatchObject({ documents: 0, layers: 0, records: 0, vocabulary: 0 })
    expect(again.losses.dropped.map(({ reason }) => reason)).toContain('duplicate')
    expect(unaccounted(again.losses)).toEqual([])
    expect(await numbers(project)).toEqual(before)
    await expectSound()
  })

  test('P22: unknown labels are mapped, left out or made as was chosen', async () => {
    const project = await newProject(owner)
    const label = (name: string) => ({ slot: 'entityType' as const, set: 'Entity types', name })
    const person = entityType(project)
    const report = await into(project, {
      labels: [
        { ...label('PER'), to: { id: person } },
        { ...label('Bird'), to: 'skip' },
      ],
    })
    expect(report.losses.dropped.find(({ reason }) => reason === 'skipped')).toMatchObject({
      kind: 'mention',
      count: 1,
    })
    const { rows } = await api.services.db.execute<{ n: number }>(sql`
      select count(*)::int as n from records where project_id = ${project}
      and kind = 'mention' and data ->> 'label' = ${person}`)
    expect(rows[0]?.n).toBe(3)
    const stranger = [{ ...label('PER'), to: { id: owner.userId } }]
    await expect(into(await newProject(owner), { labels: stranger })).rejects.toThrow('PER')
    await expectSound()
  })

  test('names that a script gives and the file does not have stop it, and nothing comes in', async () => {
    const project = await newProject(owner)
    const bring = (map: { labels?: Record<string, string | null>; people?: object }) => {
      const { projectId, importedBy, file } = given(project)
      const all = { labels: {}, people: {}, ...map } as const
      const request = { projectId, importedBy, file, format: 'brat', labels: 'create' } as const
      return { ...request, map: all as typeof all & { people: Record<string, string> } }
    }
    const typos = [
      [{ labels: { PRE: 'Person' } }, /no label “PRE”\. It has: .*“PER”/],
      [{ people: { adda: 'Olga' } }, /no annotator “adda”\. It names: “ada”, “bo”/],
    ] as const
    for (const [map, why] of typos) {
      await expect(lookAtFile(api.services.db, bring(map))).rejects.toThrow(why)
      await expect(bringFile(api.services, bring(map))).rejects.toThrow(why)
    }
    expect((await numbers(project)).document).toBeUndefined()
    const good = bring({ labels: { PER: 'Person' }, people: { ada: 'Olga' } })
    expect(await bringFile(api.services, good)).toMatchObject({ documents: 2 })
    await expectSound()
  })

  test('a document that is there gets the file’s layers, or is left alone if so chosen', async () => {
    const project = await newProject(owner)
    const { document } = await importDocument(api.services, owner, project, first)
    const left = await into(project, { standingDocuments: 'skip' })
    expect(left).toMatchObject({ documents: 1, standingDocuments: 1 })
    expect((await numbers(project)).mention).toBe(1)
    const added = await into(project)
    expect(added).toMatchObject({ documents: 0 })
    const { rows } = await api.services.db.execute<{ kind: string }>(sql`
      select r.kind from records r join streams s
        on s.project_id = r.project_id and s.id = r.stream_id
      where s.project_id = ${project} and s.document_id = ${document} and r.kind = 'mention'`)
    expect(rows.length).toBe(3)
    await expectSound()
  })

  test('one report in several outlets is as many documents, and each is found again', async () => {
    const outlets = ['Merrow Post', 'Nordhaven Courier', 'The Gazette']
    const rows = [...outlets, 'The Gazette', null].map((source, index) => ({
      id: index,
      text: 'The dam was opened at noon. (Agency)\n',
      ...(source === null ? {} : { title: `Dam: ${source}`, source, date: '2031-04-01' }),
      label: [[4, 7, 'Person']],
    }))
    const place = join(folder, 'agency.jsonl')
    writeFileSync(place, rows.map((row) => JSON.stringify(row)).join('\n'))
    const file = { place, name: 'agency.jsonl' }
    const codec = codecs.doccano
    if (!codec) throw new Error('There is a format of doccano.')
    try {
      const project = await newProject(owner)
      const bring = () => importCorpus(api.services, { ...given(project), codec, file })
      const asked = { projectId: project, importedBy: owner.userId, format: 'doccano', file }
      const seen = await previewImport(api.services.db, asked)
      expect(seen).toMatchObject({ documents: 3, standingDocuments: 0 })
      const done = await bring()
      expect(done).toMatchObject({ documents: 3, standingDocuments: 0 })
      expect(unaccounted(done.losses)).toEqual([])
      const { rows: listed } = await owner.call.documents.list({ project })
      expect(listed.map(({ publisher }) => publisher?.name).toSorted()).toEqual(outlets)
      const before = await numbers(project)
      expect(before.mention).toBe(3)
      expect(await bring()).toMatchObject({ documents: 0, layers: 0, records: 0 })
      expect(await numbers(project)).toEqual(before)
      const one = { ...rows[1], label: [[20, 24, 'Person']] }
      writeFileSync(place, JSON.stringify(one))
      expect(await bring()).toMatchObject({ documents: 0, standingDocuments: 1, records: 1 })
      const again = await owner.call.documents.list({ project })
      const grown = again.rows.find(({ records }) => records === 2)
      expect(grown?.publisher?.name).toBe('Nordhaven Courier')
      await expectSound()
    } finally {
      rmSync(place)
    }
  })

  test('P16: one bad row is named, and nothing comes in unless the rest was asked for', async () => {
    const project = await newProject(owner)
    const bad = join(folder, 'ada/bad.ann')
    writeFileSync(join(folder, 'ada/bad.txt'), 'Bo.\n')
    writeFileSync(bad, 'T1\tPerson 0 2\tBo\nT2\tPerson 77 99\tnowhere\n')
    try {
      const empty = await numbers(project)
      await expect(into(project)).rejects.toThrow(/bad\.ann, line 2/)
      expect(await numbers(project)).toEqual(empty)
      const report = await into(project, { withoutBadLines: true })
      expect(report).toMatchObject({ documents: 3, problemCount: 1 })
      expect((await numbers(project)).mention).toBe(5)
    } finally {
      rmSync(bad)
      rmSync(join(folder, 'ada/bad.txt'))
    }
  })

  test('a look at the file says what an import then does, and changes nothing', async () => {
    const project = await newProject(owner)
    await importDocument(api.services, owner, project, second)
    const before = await numbers(project)
    const asked = { projectId: project, importedBy: owner.userId, format: null }
    const file = { place: folder, name: 'river' }
    const seen = await previewImport(api.services.db, { ...asked, file })
    expect(await numbers(project)).toEqual(before)
    expect(seen).toMatchObject({ format: { id: 'brat' }, isExact: false, obstacle: null })
    const per = seen.labels.find(({ name }) => name === 'PER')
    expect(per).toMatchObject({ count: 2, id: null, suggestion: entityType(project) })
    expect(seen.labels.find(({ name }) => name === 'Person')?.id).toBe(entityType(project))
    const done = await into(project)
    const { documents, standingDocuments, layers, records, losses } = done
    expect(seen).toMatchObject({ documents, standingDocuments, layers, records, losses })
  })

  test('F31: whichever statement fails, all of the file is there or nothing', async () => {
    const failing = failStatements(api.services.database.pool)
    const failsAt = async (nth: number, how: 'before' | 'after') => {
      const project = await newProject(owner, `Take ${nth}`)
      await importDocument(api.services, owner, project, second)
      const before = await numbers(project)
      failing.failAt(nth, how)
      const isDone = await into(project).then(
        () => true,
        () => false,
      )
      const hasFailed = failing.heal()
      const after = await numbers(project)
      // An answer may be lost after the commit; then everything is there.
      if (!isDone && after.document === before.document) {
        expect(after).toEqual(before)
        await into(project)
      }
      expect(await numbers(project)).toMatchObject({ document: 2, mention: 4 })
      return hasFailed
    }
    for (let nth = 1, hasFailed = true; hasFailed; nth += isFullRun ? 1 : 3)
      for (const how of failuresAt(nth)) hasFailed = await failsAt(nth, how)
    await expectSound()
  })

  test('told to stop, it leaves nothing', async () => {
    const project = await newProject(owner)
    const before = await numbers(project)
    const stop = new AbortController()
    const stopping = importCorpus(api.services, given(project), {
      signal: stop.signal,
      noteDone: async () => {
        stop.abort(new Error('enough'))
        stop.signal.throwIfAborted()
      },
    })
    await expect(stopping).rejects.toThrow('enough')
    expect(await numbers(project)).toEqual(before)
  })

  test('taken back, it is as if it had not been; brought again, it is there again', async () => {
    const project = await newProject(owner)
    await importDocument(api.services, owner, project, second)
    const before = await numbers(project)
    const report = await into(project)
    const after = await numbers(project)
    const take = (group: string | null) =>
      takeBackImport(api.services, {
        projectId: project,
        group: group ?? '',
        takenBackBy: owner.userId,
        at: new Date(),
      })
    const taken = await take(report.group)
    expect(taken).toMatchObject({ documents: 1, records: 1, kept: 0 })
    const list = await owner.call.documents.list({ project })
    expect(list.total).toBe(1)
    const left = await numbers(project)
    expect(left.document).toBe(before.document)
    await expectSound()
    const again = await into(project)
    expect(again.documents).toBe(0)
    expect(await numbers(project)).toEqual(after)
    await take(again.group)
    expect((await owner.call.documents.list({ project })).total).toBe(1)
    await expectSound()
  })
})
