import { describe, expect, test } from 'vitest'
import { documentProgress } from './document-status.ts'

const open = (records: number) => ({ state: 'open', records })
const submitted = { state: 'submitted', records: 4 }

describe('how far a document is', () => {
  test('nothing is begun without a record', () => {
    expect(documentProgress([])).toEqual({ status: 'todo', begun: 0, submitted: 0 })
    expect(documentProgress([open(0)]).status).toBe('todo')
  })

  test('one open layer with records is in progress', () => {
    expect(documentProgress([open(3)])).toEqual({ status: 'in-progress', begun: 1, submitted: 0 })
  })

  test('it is submitted when every begun layer is, locked ones included', () => {
    expect(documentProgress([submitted, open(1)]).status).toBe('in-progress')
    expect(documentProgress([submitted, { state: 'locked', records: 9 }, open(0)])).toEqual({
      status: 'submitted',
      begun: 2,
      submitted: 2,
    })
  })
})
