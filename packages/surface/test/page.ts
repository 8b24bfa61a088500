import { EditorView } from '@codemirror/view'
import { createSurface } from '../src/create-surface.ts'
import type { SurfaceRelation } from '../src/relation-store.ts'
import { type SurfaceRecord, shapes } from '../src/surface-record.ts'
import { hardStrings } from './hard-strings.ts'
import { pageQuestions } from './page-questions.ts'
import {
  crowdedRecords,
  longSample,
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
  const query = new URLSearchParams(location.search)
  const { text, records, zones, relations } = documentOf(query)
  const startedMs = performance.now()
  const surface = createSurface(host, {
    text,
    label: 'Aldova Throws Weight Behind Tarvia’s River Plan',
    language: 'en',
    nonce: document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? '',
    records,
    zones,
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
      ']': () => surface.act('selection.grow'),
      '[': () => surface.act('selection.shrink'),
      '.': () => surface.act('sentence.next'),
      ',': () => surface.act('sentence.previous'),
      ')': () => surface.act('sentence.selectNext'),
      'Alt+Shift+ArrowRight': () => surface.act('edge.endOn'),
      'Alt+Shift+ArrowUp': () => surface.act('edge.startBack'),
      'Alt+Shift+Enter': () => surface.act('edge.part'),
    },
  })
  if (query.has('relations')) surface.applyRelations({ put: relations, removed: [] })
  const view = EditorView.findFromDOM(host)
  const startOfRecord = (id: string) =>
    [...sampleRecords, ...crowdedRecords].find((record) => record.id === id)?.parts[0]?.startUtf16
  Object.assign(window, {
    ...(view ? pageQuestions(view, text) : {}),
    startOfRecord,
    showOnly: (shows: (id: string) => boolean) => surface.setFilter({ shapes, shows }),
    isCrowded: (id: string) => crowdedRecords.some((record) => record.id === id),
    surface,
    view,
    said,
    rangeOf,
    hardStrings,
    text,
    openMs: performance.now() - startedMs,
  })
}

/**
 * What the address asks for: `?big=…`, `?paragraphs=…`, `?odd`, `?hard`, `?crowd`; the small article
 * without. With `&relations` the records are linked.
 */
function documentOf(query: URLSearchParams) {
  const [big, paragraphs] = ['big', 'paragraphs'].map((name) => Number(query.get(name) ?? 0))
  const bare = { records: [], zones: [], relations: [] }
  if (query.has('hard')) return { ...bare, text: hardStrings.text }
  if (query.has('odd')) return { ...bare, text: oddText }
  if (paragraphs) return { ...bare, ...longSample(paragraphs) }
  if (big) {
    const text = Array.from({ length: big }, () => sampleText).join('\n')
    return { ...bare, text, records: repeated(big), relations: repeatedRelations(big) }
  }
  const crowded = query.has('crowd') ? crowdedRecords : []
  const records = [...sampleRecords, ...crowded]
  return { text: sampleText, records, zones: sampleZones, relations: sampleRelations }
}

function repeatedRelations(times: number): readonly SurfaceRelation[] {
  return Array.from({ length: times }, (_, index) =>
    sampleRelations.map((relation) => ({
      ...relation,
      id: `${relation.id} ${index}`,
      from: `${relation.from} ${index}`,
      to: `${relation.to} ${index}`,
    })),
  ).flat()
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
