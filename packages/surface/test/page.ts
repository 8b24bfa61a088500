import { EditorView } from '@codemirror/view'
import { createSurface } from '../src/create-surface.ts'
import type { SurfaceRecord } from '../src/surface-record.ts'
import {
  crowdedRecords,
  oddText,
  rangeOf,
  sampleRecords,
  sampleRelations,
  sampleText,
  sampleZones,
} from './sample.ts'

/** The page that browser checks drive: one surface, and everything it said, on `window`. */
function start(): void {
  const host = document.querySelector<HTMLElement>('#host')
  if (!host) throw new Error('the page has no #host')
  const said: { name: string; detail: unknown }[] = []
  const say = (name: string) => (detail?: unknown) => void said.push({ name, detail })
  const big = Number(new URLSearchParams(location.search).get('big') ?? 0)
  const isOdd = new URLSearchParams(location.search).has('odd')
  const plain = big > 0 ? Array.from({ length: big }, () => sampleText).join('\n') : sampleText
  const text = isOdd ? oddText : plain
  const crowded = new URLSearchParams(location.search).has('crowd') ? crowdedRecords : []
  const startedMs = performance.now()
  const surface = createSurface(host, {
    text,
    label: 'Aldova Throws Weight Behind Tarvia’s River Plan',
    language: 'en',
    nonce: document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? '',
    records: isOdd ? [] : big > 0 ? repeated(big) : [...sampleRecords, ...crowded],
    zones: isOdd || big > 0 ? [] : sampleZones,
    onSelect: say('select'),
    onPick: (pick) => {
      say('pick')(pick)
      surface.setOpen(pick.recordId)
    },
    onHover: say('hover'),
    onResize: say('resize'),
    onRelationPick: say('relation'),
    onChoose: say('choose'),
    keymap: {
      c: () => {
        say('key')('c')
        return true
      },
      'Mod+z': () => {
        say('key')('Mod+z')
        return true
      },
    },
  })
  if (new URLSearchParams(location.search).has('relations'))
    surface.applyRelations({ put: sampleRelations, removed: [] })
  const view = EditorView.findFromDOM(host)
  Object.assign(window, {
    surface,
    view,
    said,
    rangeOf,
    text,
    openMs: performance.now() - startedMs,
  })
}

function repeated(times: number): readonly SurfaceRecord[] {
  return Array.from({ length: times }, (_, index) => {
    const shiftUtf16 = index * (sampleText.length + 1)
    return sampleRecords.map((record) => ({
      ...record,
      id: `${record.id} ${index}`,
      parts: record.parts.map(({ startUtf16, endUtf16 }) => ({
        startUtf16: startUtf16 + shiftUtf16,
        endUtf16: endUtf16 + shiftUtf16,
      })),
    }))
  }).flat()
}

start()
