import type { RecordId } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notesWithin, type ReadingNote } from './reading-note.ts'

test('however a text is cut, each footnote is called out once, in order', () => {
  const places = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 })
  const cuts = fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 8 })
  fc.assert(
    fc.property(places, cuts, (ends, inner) => {
      const notes = ends.toSorted((a, b) => a - b).map(noteAt)
      const edges = [0, ...new Set(inner.toSorted((a, b) => a - b)), 60]
      const called = edges.slice(1).flatMap((to, at) => notesWithin(notes, edges[at] ?? 0, to))
      expect(called).toEqual(notes)
    }),
  )
})

function noteAt(atUtf16: number, index: number): ReadingNote {
  const id = `note ${index}` as RecordId // any text will do here
  return { id, number: index + 1, atUtf16, quote: '', said: [] }
}
