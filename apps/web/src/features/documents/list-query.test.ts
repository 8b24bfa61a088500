import { entityIdSchema } from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { firstQuery, type ListQuery, readQuery, writeQuery } from './list-query.ts'

const sorts: readonly ListQuery['sort']['by'][] = [
  'title',
  'outlet',
  'publishedAt',
  'importedAt',
  'records',
]
const directions = ['ascending', 'descending'] as const
const searches = ['', 'river', 'a=b&c d', '“quoted” ü']
const outlets = [null, entityIdSchema.parse('00000000-0000-4000-8000-000000000001')]

/** Every combination of sort, direction, search, outlet and the rest turned on or off. */
function* queries(): Generator<ListQuery> {
  for (const by of sorts)
    for (const direction of directions)
      for (const search of searches)
        for (const outlet of outlets) {
          const sort = { by, direction }
          yield { ...firstQuery, sort, search, outlet }
          yield { sort, search, outlet, status: 'in-progress', retired: true, offset: 150 }
        }
}

describe('the list in the address', () => {
  test('comes back as it was', () => {
    for (const shown of queries()) {
      const address = writeQuery(shown).toString()
      expect(readQuery(new URLSearchParams(address))).toEqual(shown)
    }
  })

  test('is empty for the list as it first shows', () => {
    expect(writeQuery(firstQuery).toString()).toBe('')
    expect(readQuery(new URLSearchParams())).toEqual(firstQuery)
  })

  test('ignores what makes no sense', () => {
    const odd = new URLSearchParams('sort=colour&status=lost&from=-3')
    expect(readQuery(odd)).toEqual(firstQuery)
  })
})
