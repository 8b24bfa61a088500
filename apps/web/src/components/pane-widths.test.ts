import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fittingWidthPx, paneLimits, readPaneWidths } from './pane-widths.ts'

test('whatever is kept, both panes have a width inside their limits', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(null)), (kept) => {
      const widths = readPaneWidths(kept)
      for (const pane of ['tree', 'inspector'] as const)
        expect(fittingWidthPx(pane, widths[pane])).toBe(widths[pane])
    }),
  )
})

test('a width that was kept is the width', () => {
  expect(readPaneWidths('{"tree":300,"inspector":9999}')).toEqual({
    tree: 300,
    inspector: paneLimits.inspector.most,
  })
})
