import 'fake-indexeddb/auto'
import type { OperationId } from '@parallax/domain'
import { people, sampleProjectId } from '@parallax/domain/test'
import { openDB } from 'idb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { gesture } from '../../test/outbox-world.ts'
import { newId } from '../new-id.ts'
import type { OutboxRow } from './outbox-row.ts'
import { openOutboxStore } from './outbox-store.ts'

const project = sampleProjectId('ferry')

function rowsOf(length: number): readonly OutboxRow[] {
  return gesture(length).map((operation, order) => ({
    id: operation.id,
    project,
    maker: 'page',
    order,
    operation,
    known: operation,
    setAside: null,
    attempt: 1,
  }))
}

const nobody = () => `${people.ada.userId}-${newId()}`
const nameOf = (userId: string) => `parallax-outbox-${userId}`

afterEach(() => vi.unstubAllGlobals())

test('what is put and not removed is there for the next page, with why it was set aside', async () => {
  const userId = nobody()
  const store = await openOutboxStore(userId, () => undefined)
  const [kept, gone, refused] = rowsOf(3)
  if (!kept || !gone || !refused) throw new Error('there are three')
  const cause = { cause: 'refused', refusal: { code: 'not-allowed' }, build: 'a' } as const
  const setAside = { ...refused, setAside: { ...cause, because: refused.id } }
  await store.put([kept, gone, refused])
  await store.put([setAside])
  await store.remove([gone.id])
  store.close()
  const again = await openOutboxStore(userId, () => undefined)
  const { rows, unreadable } = await again.read()
  expect(new Map(rows.map((row) => [row.id, row]))).toEqual(
    new Map([
      [kept.id, kept],
      [setAside.id, setAside],
    ]),
  )
  expect(unreadable).toEqual([])
  expect(again.isDurable()).toBe(true)
  again.close()
})

test('another person of the same browser sees nothing of it', async () => {
  const [row] = rowsOf(1)
  const mine = await openOutboxStore(nobody(), () => undefined)
  await mine.put(row ? [row] : [])
  const theirs = await openOutboxStore(nobody(), () => undefined)
  expect((await theirs.read()).rows).toEqual([])
})

describe('what another build left', () => {
  const stored = async (row: Readonly<Record<string, unknown>>) => {
    const userId = nobody()
    const store = await openOutboxStore(userId, () => undefined)
    const database = await openDB(nameOf(userId))
    await database.put('operations', row)
    database.close()
    return store.read()
  }

  test('before rows said who made them is read', async () => {
    const [operation] = gesture(1)
    const { rows } = await stored({ id: operation?.id, project, operation })
    expect(rows).toMatchObject([{ operation, known: operation, setAside: null, order: 0 }])
  })

  test('of a kind that this one does not know is sent, and not planned', async () => {
    const [operation] = gesture(1)
    const newer = { ...operation, type: 'weather.forecast', extra: [1, 2] }
    const { rows, unreadable } = await stored({ id: operation?.id, project, operation: newer })
    expect(rows).toMatchObject([{ operation: newer, known: null }])
    expect(unreadable).toEqual([])
  })

  test('and makes no sense is kept, and told of as it stands', async () => {
    const row = { id: 'x1', project, operation: 'a riddle' }
    const { rows, unreadable } = await stored(row)
    expect(rows).toEqual([])
    expect(unreadable).toEqual([{ key: 'x1', stored: row }])
  })
})

test('a page of a newer build that changes the shape need not wait, and this one says so', async () => {
  const userId = nobody()
  const onLost = vi.fn()
  const store = await openOutboxStore(userId, onLost)
  const newer = await openDB(nameOf(userId), 2)
  expect(onLost).toHaveBeenCalledOnce()
  expect(store.isDurable()).toBe(false)
  await expect(store.put(rowsOf(1))).rejects.toThrow()
  newer.close()
})

test('a page of an older build works on in memory and says so', async () => {
  const userId = nobody()
  const newer = await openDB(nameOf(userId), 2)
  newer.close()
  const report = vi.fn()
  vi.stubGlobal('reportError', report)
  const store = await openOutboxStore(userId, () => undefined)
  const rows = rowsOf(2)
  await store.put(rows)
  expect(report).toHaveBeenCalled()
  expect(store.isDurable()).toBe(false)
  expect((await store.read()).rows).toEqual(rows)
})

test('where storage is refused rows are kept with the page, and that is said', async () => {
  vi.stubGlobal('reportError', vi.fn())
  vi.stubGlobal('indexedDB', undefined)
  const store = await openOutboxStore(nobody(), () => undefined)
  const [first, second] = rowsOf(2)
  await store.put(first && second ? [first, second] : [])
  await store.remove([first?.id as OperationId]) // it was made above
  expect(store.isDurable()).toBe(false)
  expect((await store.read()).rows).toEqual([second])
})
