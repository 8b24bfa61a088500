import { schema } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { entityIdSchema, labelIdSchema, type ProjectId, userIdSchema } from '@parallax/domain'
import { plainQuestion, prepareQuestion, type Question } from '@parallax/find'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  entityType,
  importDocument,
  mention,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import { type FindQuery, type FoundPage, findInProject } from './find-in-project.ts'

const words = ['cafe', 'Café', 'CAFE\u0301', 'straße', 'STRASSE', 'the', 'other', '100%', 'a_b']
const more = ['a\\b', '喜欢', 'محـــمد', 'محمد', '👍🏽', 'don’t', 'ﬁne', 'fine', 'ab']

const noFilter = { kinds: [], label: null, entity: null, author: null }

describe.each(testEngines)('finding in a project, on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let documents: { readonly id: string; readonly text: string }[]

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner)
    documents = []
    const draw = fc.sample(fc.array(fc.constantFrom(...words, ...more), { minLength: 1 }), {
      numRuns: 12,
      seed: 5,
    })
    for (const [index, parts] of draw.entries()) {
      const text = `Article ${index}\n\n${parts.join(index % 2 === 0 ? ' ' : '\n')}`
      const { document } = await importDocument(api.services, owner, project, text)
      documents.push({ id: document, text })
    }
  })
  afterAll(() => api.remove())

  const limits = { hits: 3, documents: 2, pageMs: 60_000, documentMs: 60_000 }

  /** Every page of a search, one after the other. */
  async function allPages(
    question: Question,
    change: {
      readonly filter?: Partial<FindQuery['filter']>
      readonly limits?: typeof limits
    } = {},
  ): Promise<readonly FoundPage[]> {
    const pages: FoundPage[] = []
    const filter = { ...noFilter, ...change.filter }
    for (let cursor: FindQuery['cursor'] = null; ; ) {
      const query: FindQuery = { question, filter, cursor }
      const options = { limits: change.limits ?? limits }
      const page = await findInProject(api.services, project, query, options)
      pages.push(page)
      cursor = page.next
      if (cursor === null) return pages
    }
  }

  const hitsOf = (pages: readonly FoundPage[]) =>
    pages.flatMap((page) =>
      page.documents.flatMap(({ id, hits }) =>
        hits.map(({ startUtf16, endUtf16 }) => ({ id, startUtf16, endUtf16 })),
      ),
    )

  async function bruteHits(question: Question) {
    const prepared = await prepareQuestion(question)
    if (!prepared.ok) return []
    return documents.flatMap(({ id, text }) =>
      [...prepared.seek(text)].flatMap((hit) => (hit === undefined ? [] : [{ id, ...hit }])),
    )
  }

  const sampleQuestion = fc
    .record({
      part: fc.constantFrom(...words, ...more, 'Article', 'e t', '%', '_', '\\', 'zzz'),
      start: fc.nat(3),
      matchCase: fc.boolean(),
      matchAccents: fc.boolean(),
      wholeWord: fc.boolean(),
      pattern: fc.constantFrom(
        undefined,
        undefined,
        '\\w+%',
        'caf.',
        'a.b',
        '(st|x)',
        '^[A-Z]\\w+',
      ),
    })
    .map(({ part, start, pattern, ...switches }) => {
      const letters = [...part]
      const asked = pattern ?? letters.slice(start % letters.length).join('')
      return { words: asked, ...switches, isPattern: pattern !== undefined }
    })

  test('P42: finds what reading every text finds, page by page, in the order of import', async () => {
    await fc.assert(
      fc.asyncProperty(sampleQuestion, async (question) => {
        const pages = await allPages(question)
        expect(hitsOf(pages)).toEqual(await bruteHits(question))
        for (const page of pages) expect(hitsOf([page]).length).toBeLessThanOrEqual(limits.hits)
      }),
      { numRuns: 60 },
    )
  })

  test('texts that were stored unfolded are found, and are folded then', async () => {
    const { texts } = schema
    await api.services.db.update(texts).set({ folded: null }).where(eq(texts.projectId, project))
    const question = plainQuestion('cafe')
    expect(hitsOf(await allPages(question))).toEqual(await bruteHits(question))
    const rows = await api.services.db.select({ folded: texts.folded }).from(texts)
    expect(rows.filter(({ folded }) => folded === null)).toEqual([])
  })

  test('what takes too long ends with what it has, and the next page goes on', async () => {
    const question = plainQuestion('e')
    const pages = await allPages(question, { limits: { ...limits, hits: 1_000, pageMs: -1 } })
    expect(pages.length).toBeGreaterThan(documents.length / 2)
    expect(hitsOf(pages)).toEqual(await bruteHits(question))
  })

  test('a pattern that explodes elsewhere is searched to its end', async () => {
    const question = { ...plainQuestion('(a+)+$'), isPattern: true }
    expect(hitsOf(await allPages(question))).toEqual(await bruteHits(question))
  })

  test('what cannot be read is said to be so, and a blank question finds nothing', async () => {
    const [page] = await allPages({ ...plainQuestion('('), isPattern: true })
    expect(page).toEqual({ documents: [], next: null, problem: 'open-bracket' })
    expect(hitsOf(await allPages(plainQuestion(' ')))).toEqual([])
  })

  test('a search that nobody waits for asks nothing more of the database', async () => {
    const before = api.statements.length
    const query = { question: plainQuestion('e'), filter: noFilter, cursor: null }
    const signal = AbortSignal.abort()
    await findInProject(api.services, project, query, { signal, limits })
    expect(api.statements.length - before).toBeLessThanOrEqual(3)
  })

  describe('with records', () => {
    let other: ProjectId
    let sample: SampleDocument
    const place = entityIdSchema.parse(mintId())

    beforeAll(async () => {
      other = await newProject(owner, 'Records')
      sample = await importDocument(api.services, owner, other)
      const { answers } = await owner.call.operations.submit({
        project: other,
        operations: [
          operation('entity.create', registryOf(other), entity(other, 'Nordhaven', place)),
          operation('records.create', sample.layerStream, {
            records: [mention(other, 'Ada Quill'), mention(other, 'Nordhaven', { entity: place })],
          }),
        ],
      })
      expect(answers.map(({ result }) => result)).toEqual(['ok', 'ok'])
    })

    const find = async (asked: string, filter: Partial<FindQuery['filter']> = {}) => {
      const page = await owner.call.find.inProject({
        project: other,
        question: { words: asked },
        filter: { ...noFilter, ...filter, kinds: [...(filter.kinds ?? [])] },
      })
      return page.documents.flatMap(({ hits }) => hits)
    }

    test('a hit tells its line and the records over it', async () => {
      const [hit] = await find('quill')
      expect(hit).toMatchObject({ hit: 'Quill', before: 'The mayor, Ada ' })
      expect(hit?.after).toMatch(/^, said on Monday/)
      expect(hit?.records).toMatchObject([{ kind: 'mention', authorName: 'Olga' }])
      const [bare] = await find('bridge')
      expect(bare?.records).toEqual([])
    })

    test('P42: records narrow hits down by kind, label, entity and person', async () => {
      const label = labelIdSchema.parse(entityType(other))
      expect(await find('a', { kinds: ['mention'] })).toHaveLength(3)
      expect(await find('a', { label })).toHaveLength(3)
      expect(await find('a', { entity: place })).toHaveLength(1)
      expect(await find('a', { kinds: ['claim'] })).toEqual([])
      expect(await find('a', { author: owner.userId })).toHaveLength(3)
      expect(await find('a', { author: userIdSchema.parse(mintId()) })).toEqual([])
    })

    test('a retired document is not searched', async () => {
      expect((await find('nordhaven')).length).toBe(1)
      await owner.call.operations.submit({
        project: other,
        operations: [operation('document.retire', sample.documentStream, {})],
      })
      expect(await find('nordhaven')).toEqual([])
    })
  })
})
