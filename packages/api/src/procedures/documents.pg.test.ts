import { testEngines } from '@parallax/db/test'
import type { EntityId, ProjectId } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import {
  entity,
  importDocument,
  mention,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../../test/sample-work.ts'
import { mintId } from '../mint-id.ts'
import { documentStatuses, foundDocumentIds } from '../queries/document-rows.ts'

const texts = ['Rain fell in Nordhaven.\n', 'Sheep were sold.\n', 'Snow fell in Merrow.\n']

describe.each(testEngines)('documents that are chosen at once on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId
  let outlet: EntityId

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    project = await newProject(owner)
    const made: SampleDocument[] = []
    for (const text of texts) made.push(await importDocument(api.services, owner, project, text))
    const post = entity(project, 'Merrow Post', mintId())
    outlet = post.id as EntityId // minted for this entity
    const [rain, , snow] = made
    if (!rain || !snow) throw new Error('Every text is a document.')
    const words = mention(project, 'Rain', { text: texts[0] ?? '' })
    const meta = { field: 'publisher', value: outlet }
    const { answers } = await owner.call.operations.submit({
      project,
      operations: [
        operation('entity.create', registryOf(project), post),
        operation('document.setMeta', snow.documentStream, meta, { baseSeq: 1 }),
        operation('records.create', rain.layerStream, { records: [words] }, { baseSeq: 1 }),
      ],
    })
    expect(answers.map(({ result }) => result)).toEqual(['ok', 'ok', 'ok'])
  })
  afterAll(() => api.remove())

  test('they are those of the list, however it is narrowed', async () => {
    const outlets = [null, outlet]
    for (const status of documentStatuses)
      for (const search of ['', 'fell', 'nowhere'])
        for (const from of outlets) {
          const asked = { project, status, search, outlet: from }
          const { rows, total } = await owner.call.documents.list(asked)
          const found = await owner.call.documents.ids(asked)
          expect(found.ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
          expect(found.total).toBe(total)
        }
    const inProgress = await owner.call.documents.ids({ project, status: 'in-progress' })
    expect(inProgress.total).toBe(1)
    expect((await owner.call.documents.ids({ project, outlet })).total).toBe(1)
  })

  test('of more than one may name it is told how many there are', async () => {
    const narrowing = { search: '', status: 'all', outlet: null, retired: false } as const
    const found = await foundDocumentIds(api.services.db, project, narrowing, 2)
    expect(found.ids).toHaveLength(2)
    expect(found.total).toBe(3)
  })
})
