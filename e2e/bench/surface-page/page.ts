import type { TextRange } from '@parallax/domain'
import { createSurface, type Peer, type Surface, type SurfaceRecord } from '@parallax/surface'
import { inFrames, painted, rest } from './frames.ts'
import {
  type DocumentSize,
  type GeneratedDocument,
  generatedDocument,
} from './generated-document.ts'
import { seededDice } from './seeded-dice.ts'
import {
  linesInView,
  linesOfScreens,
  moveHighlights,
  replaceLines,
  type StaticText,
  scrollerOf,
  showStatic,
} from './static-text.ts'

/** What is measured: our surface, or the same lines as plain HTML. */
export type Side = 'subject' | 'limit'

/** One thing that the page can do over and over, on either side. */
export type Scene = {
  /** Leads to where it can begin; not measured. */
  readonly prepare: (side: Side) => Promise<void>
  /** Does it, and says how many times or over how many frames. */
  readonly run: (side: Side) => Promise<number>
}

/** The page that the bench drives, on `surfacePage`. */
export type SurfacePage = {
  /** Makes the document that the scenes are about from now on. */
  readonly load: (size: DocumentSize) => void
  readonly scenes: Readonly<Record<SceneName, Scene>>
}

export type SceneName = keyof typeof scenes

declare global {
  var surfacePage: SurfacePage
}

const addCount = 12
const frameCount = 40
/** Twenty people in one document is more than we have met. */
const peerCount = 20
const remoteAddsPerFrame = 4
const wheelPx = 100
/** A screen a frame. */
const flingPx = 760
const screensOfScroll = 16

const host = document.querySelector<HTMLElement>('#host') ?? document.body
let current: GeneratedDocument = { text: '', zones: [], records: [], relations: [] }
let surface: Surface | undefined
let staticText: StaticText = { html: '' }

const scenes = {
  /** From data in memory to painted text with its marks. */
  open: {
    prepare: async (side: Side) => {
      if (side === 'limit') {
        await openAtTop()
        staticText = linesInView(host)
      }
      await close()
    },
    run: async (side: Side) => {
      if (side === 'limit') await showStatic(host, staticText)
      else {
        create()
        while (host.querySelector('.px-marks path') === null) await painted()
        await painted()
      }
      return 1
    },
  },
  /** One record after the other, each in a frame of its own. */
  add: {
    prepare: openInTheMiddle,
    run: async (side: Side) => {
      if (side === 'limit') await replaceLines(host, { frames: addCount, perFrame: 1 })
      else await addRecords(addCount, 1)
      return addCount
    },
  },
  remoteAdds: {
    prepare: openInTheMiddle,
    run: async (side: Side) => {
      if (side === 'limit')
        await replaceLines(host, { frames: frameCount, perFrame: remoteAddsPerFrame })
      else await addRecords(frameCount, remoteAddsPerFrame)
      return frameCount
    },
  },
  peers: {
    prepare: openInTheMiddle,
    run: async (side: Side) => {
      if (side === 'limit') await moveHighlights(host, { frames: frameCount, count: peerCount })
      else await inFrames(frameCount, (frame) => surface?.setPeers(peersAt(frame)))
      return frameCount
    },
  },
  wheel: { prepare: openToScroll, run: () => scrollBy(wheelPx) },
  fling: { prepare: openToScroll, run: () => scrollBy(flingPx) },
} satisfies Record<string, Scene>

globalThis.surfacePage = {
  load: (size) => {
    current = generatedDocument(size)
  },
  scenes,
}

async function close(): Promise<void> {
  surface?.destroy()
  surface = undefined
  host.replaceChildren()
  await rest()
}

function create(): void {
  const { text, zones, records, relations } = current
  const label = 'A generated article'
  surface = createSurface(host, { text, zones, records, label, language: 'en' })
  surface.applyRelations({ put: relations, removed: [] })
}

async function openAtTop(): Promise<void> {
  await close()
  create()
  await rest()
}

/** Where records are added: the middle of the annotated text, one screen of it. */
function placeOfWork(): { readonly fromUtf16: number; readonly toUtf16: number } {
  const middle = workUtf16(current)
  return { fromUtf16: middle - 300, toUtf16: middle + 500 }
}

/** Near the start, so that texts of all sizes show the same there. */
function workUtf16({ text }: GeneratedDocument): number {
  return Math.min(30_000, Math.floor(text.length / 2))
}

async function openInTheMiddle(side: Side): Promise<void> {
  await openAtTop()
  const startUtf16 = workUtf16(current)
  surface?.reveal({ startUtf16, endUtf16: startUtf16 + 1 })
  await rest()
  if (side === 'subject') return
  staticText = linesInView(host)
  await close()
  await showStatic(host, staticText)
  await rest()
}

async function openToScroll(side: Side): Promise<void> {
  await openAtTop()
  if (side === 'subject') return
  staticText = await linesOfScreens(host, screensOfScroll)
  await close()
  await showStatic(host, staticText)
  await rest()
}

/** So many pixels a frame, to and fro where the text is short. */
async function scrollBy(stepPx: number): Promise<number> {
  const scroller = scrollerOf(host)
  const lowestPx = scroller.scrollHeight - scroller.clientHeight
  await inFrames(frameCount, (frame) => {
    const wayPx = (frame + 1) * stepPx
    const isBack = Math.floor(wayPx / lowestPx) % 2 === 1
    scroller.scrollTop = isBack ? lowestPx - (wayPx % lowestPx) : wayPx % lowestPx
  })
  return frameCount
}

async function addRecords(frames: number, perFrame: number): Promise<void> {
  const dice = seededDice(11)
  const words = wordsAtWork()
  await inFrames(frames, (frame) => {
    const put = Array.from({ length: perFrame }, (_, index) =>
      recordOver(dice.pick(words), `new ${frame} ${index}`),
    )
    surface?.apply({ put, removed: [] })
  })
}

function wordsAtWork(): readonly TextRange[] {
  const { fromUtf16, toUtf16 } = placeOfWork()
  return [...current.text.slice(fromUtf16, toUtf16).matchAll(/\p{L}{4,}/gu)].map((found) => {
    const startUtf16 = fromUtf16 + found.index
    return { startUtf16, endUtf16: startUtf16 + found[0].length }
  })
}

function recordOver(range: TextRange, id: string): SurfaceRecord {
  const look = { colour: 3, chip: 'State', chipValue: null, description: 'State' }
  return { id, shape: 'mention', parts: [range], ...look }
}

function peersAt(frame: number): readonly Peer[] {
  const { fromUtf16, toUtf16 } = placeOfWork()
  const stepUtf16 = Math.floor((toUtf16 - fromUtf16) / peerCount)
  return Array.from({ length: peerCount }, (_, index) => {
    const startUtf16 = fromUtf16 + index * stepUtf16 + (frame % stepUtf16)
    return {
      id: `peer ${index}`,
      name: `Reader ${index}`,
      colour: ([1, 2, 3, 4] as const)[index % 4] ?? 1,
      range: { startUtf16, endUtf16: startUtf16 + 30 },
    }
  })
}
