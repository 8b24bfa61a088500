import { EditorState, type Extension, Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { createDisplayMap } from './display-map.ts'
import { editorFrame } from './editor-frame.ts'
import { foldField, zonesChanged } from './fold-field.ts'
import { keyboard } from './keyboard.ts'
import { runsMostlyLeft } from './line-classes.ts'
import { markPlugin, marksTouched } from './mark-plugin.ts'
import { overlayPlugin } from './overlay-plugin.ts'
import { pointerPlugin } from './pointer-plugin.ts'
import { pointerSelection, selectionAt } from './pointer-selection.ts'
import { type RangeBoxes, rangeBoxes } from './range-boxes.ts'
import { createRecordStore, type SurfaceDelta, type SurfaceFilter } from './record-store.ts'
import { createRelationStore, type RelationDelta } from './relation-store.ts'
import { resizePlugin } from './resize-plugin.ts'
import { revealRange } from './reveal.ts'
import { selectionReporter } from './selection-report.ts'
import { stackLegend } from './stack-legend.ts'
import type { Peer, SurfaceContext, SurfaceEvents } from './surface-context.ts'
import type { SurfaceRecord, SurfaceZone } from './surface-record.ts'
import { defaultWords, type SurfaceWords } from './surface-words.ts'
import { doTextAct, selectedRange, type TextAct } from './text-acts.ts'
import { washPlugin } from './wash-plugin.ts'

/** What a surface starts with. The text never changes afterwards. */
export type SurfaceOptions = SurfaceEvents & {
  readonly text: string
  /** The name of the text for assistive technology: its headline. */
  readonly label: string
  /** BCP 47: the voice that reads, and the rules for breaking lines. */
  readonly language?: string
  readonly records?: readonly SurfaceRecord[]
  readonly zones?: readonly SurfaceZone[]
  /** The letter that the caret stands before at first; without it, the first one. */
  readonly caretUtf16?: number
  /** The nonce of the page's content policy, for the one style element of the editor. */
  readonly nonce?: string
  readonly keymap?: SurfaceKeymap
  readonly words?: Partial<SurfaceWords>
}

/**
 * What keys do while the focus is in the text, by names such as `c`, `1`, `?`, `Enter`, `Mod+k` and
 * `Mod+Shift+z`. A key that returns false goes on to the surface and the browser.
 */
export type SurfaceKeymap = Readonly<Record<string, () => boolean>>

/** What a search found, ascending, and which of it is the one stood on. */
export type FoundRanges = {
  readonly ranges: readonly TextRange[]
  readonly currentIndex: number | null
}

/** How to bring something into view. */
export type RevealOptions = {
  /** Lets it glow for a second. */
  readonly flash?: boolean
  /** Puts the caret at its start. */
  readonly moveCaret?: boolean
}

/** The text of one document with its records, zones and people, in one element of the page. */
export type Surface = {
  /** Takes changed records in and draws the touched lines; `flash` lets them glow for a second. */
  readonly apply: (delta: SurfaceDelta, options?: { readonly flash?: boolean }) => void
  /** Takes changed relations in. They are drawn where the records at their ends are. */
  readonly applyRelations: (delta: RelationDelta) => void
  readonly setZones: (zones: readonly SurfaceZone[]) => void
  readonly setFilter: (filter: SurfaceFilter) => void
  /** Draws a record as the open one, with handles at its ends, and announces it. */
  readonly setOpen: (recordId: string | null) => void
  /** Washes ranges grey, such as the words of a chain step that is hovered elsewhere. */
  readonly setHover: (ranges: readonly TextRange[]) => void
  /** The source words of the open claim's chain, in order: drawn as linked to its evidence. */
  readonly setChain: (ranges: readonly TextRange[]) => void
  /** Draws these records as chosen together. */
  readonly setChosen: (recordIds: ReadonlySet<string>) => void
  /** Paints what a search found, sorted by place; only what is in view costs anything. */
  readonly setFound: (found: FoundRanges | null) => void
  readonly setPeers: (peers: readonly Peer[]) => void
  readonly setKeymap: (keymap: SurfaceKeymap) => void
  /** Whether keys without modifier act, and whether the open record can be resized. */
  readonly setEditableKeys: (keys: { readonly plain: boolean; readonly resize: boolean }) => void
  /** Whether marks carry descriptions for screen readers; off at first, for there are many. */
  readonly setDescribed: (described: boolean) => void
  readonly select: (range: TextRange | null) => void
  /** What is selected, tidy; null when that is nothing. */
  readonly selection: () => TextRange | null
  readonly caretUtf16: () => number
  /** Does what a key may ask for in the text; false when there is nothing to do it to. */
  readonly act: (act: TextAct) => boolean
  /** Brings a record or a range into view and unfolds what hides it; false for an unknown record. */
  readonly reveal: (target: string | TextRange, options?: RevealOptions) => boolean
  /** The first letter of the line at the top of the view. */
  readonly topUtf16: () => number
  /** Puts the line of a letter at the top of the view, or `abovePx` CSS pixels below it. */
  readonly showFrom: (offsetUtf16: number, abovePx?: number) => void
  /** The drawn records over a letter, innermost first. */
  readonly recordsAt: (offsetUtf16: number) => readonly SurfaceRecord[]
  /** Where a range is in the window; null while it is out of view. */
  readonly coordsOf: (range: TextRange) => RangeBoxes | null
  readonly announce: (message: string) => void
  readonly focus: () => void
  readonly hasFocus: () => boolean
  /** Whether most of the text runs from right to left: its bars stand on the right then. */
  readonly isRightToLeft: boolean
  /** The element that scrolls. */
  readonly scroller: HTMLElement
  readonly destroy: () => void
}

/** Builds a surface that fills `host`, which has a height of its own. */
export function createSurface(host: HTMLElement, options: SurfaceOptions): Surface {
  const context = contextOf(options)
  const parts = partsOf(context)
  const { caretUtf16 = 0 } = options
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: Text.of(context.map.display.split('\n')),
      selection: selectionAt(context, caretUtf16, caretUtf16),
      extensions: [parts.extensions, editorFrame(options)],
    }),
  })
  // A document is neither a text box of several lines nor read-only: the editor says so of itself.
  for (const name of ['aria-multiline', 'aria-readonly']) view.contentDOM.removeAttribute(name)
  if (options.zones) view.dispatch({ effects: zonesChanged.of(options.zones) })
  return {
    ...drawingOf(view, context, parts),
    ...selectingOf(view, context, parts),
    announce: (message) => view.dispatch({ effects: EditorView.announce.of(message) }),
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    isRightToLeft: context.isRightToLeft,
    scroller: view.scrollDOM,
    destroy: () => view.destroy(),
  }
}

function contextOf(options: SurfaceOptions): SurfaceContext {
  const store = createRecordStore()
  store.apply({ put: options.records ?? [], removed: [] })
  return {
    map: createDisplayMap(options.text),
    isRightToLeft: runsMostlyLeft(options.text),
    store,
    events: options,
    words: { ...defaultWords, ...options.words },
    openId: null,
    relations: createRelationStore(),
    hoverId: null,
    chosen: new Set(),
    chain: [],
    arcs: new Set(),
    peers: [],
    keymap: options.keymap ?? {},
    plainKeys: true,
    resizable: true,
    heldPart: null,
    described: false,
    draft: null,
    pressed: false,
  }
}

type Parts = ReturnType<typeof partsOf>

function partsOf(context: SurfaceContext) {
  const field = foldField(context)
  const marks = markPlugin(context, field)
  const overlay = overlayPlugin(context, field)
  const wash = washPlugin(context)
  const legend = stackLegend(context)
  const reporter = selectionReporter(context, wash)
  const pointer = pointerPlugin(context, {
    onHoverChange: (view, touched) => view.plugin(overlay)?.touch(touched),
    onRest: (view, rest) => {
      if (rest === 'left') view.plugin(legend)?.closeSoon()
      else if (rest === 'pressed') view.plugin(legend)?.close()
      else view.plugin(legend)?.open(rest.offsetUtf16, { byKey: false })
    },
    onPressEnd: (view) => queueMicrotask(() => reporter.report(view, 'pointer')),
  })
  const resize = resizePlugin(context, (view, draft) => {
    view.plugin(wash)?.set('px-draft', draft ?? [])
    view.plugin(overlay)?.refresh()
  })
  const extensions: Extension = [
    EditorView.editorAttributes.of({ class: 'px-surface' }),
    [field, marks, wash, overlay, legend, pointer, resize],
    [pointerSelection(context), keyboard(context, legend), reporter.listener],
    // Display breaks are not part of the text: what is copied is the text itself.
    EditorView.clipboardOutputFilter.of((_, { selection: { main } }) =>
      context.map.text.slice(context.map.toDoc(main.from), context.map.toDoc(main.to)),
    ),
  ]
  return { extensions, field, overlay, wash }
}

function drawingOf(view: EditorView, context: SurfaceContext, { overlay, wash }: Parts) {
  const redraw = (ranges: readonly TextRange[] | null) => {
    view.plugin(overlay)?.touch(ranges)
    if (context.described) view.dispatch({ effects: marksTouched.of(null) })
  }
  const partsOfRecord = (id: string | null) => (id && context.store.get(id)?.parts) || []
  return {
    apply: (delta, { flash = false } = {}) => {
      redraw(context.store.apply(delta))
      if (flash) view.plugin(wash)?.flash(delta.put.flatMap(({ parts }) => parts))
    },
    setZones: (zones) => view.dispatch({ effects: zonesChanged.of(zones) }),
    setFilter: (filter) => {
      context.store.setFilter(filter)
      redraw(null)
    },
    setOpen: (recordId) => {
      if (recordId === context.openId) return
      const before = partsOfRecord(context.openId)
      context.openId = recordId
      context.heldPart = null
      redraw([...before, ...partsOfRecord(recordId)])
      const description = recordId && context.store.get(recordId)?.description
      if (description) view.dispatch({ effects: EditorView.announce.of(description) })
    },
    applyRelations: (delta) => {
      const ends = context.relations.apply(delta)
      view.plugin(overlay)?.touch(ends.flatMap(partsOfRecord))
    },
    setHover: (ranges) => view.plugin(wash)?.set('px-step', ranges),
    setChain: (ranges) => {
      context.chain = ranges
      view.plugin(wash)?.set('px-chain', ranges)
      view.plugin(overlay)?.refreshArcs()
    },
    setChosen: (recordIds) => {
      const before = context.chosen
      const ids = [...recordIds, ...before]
      const changed = ids.filter((id) => recordIds.has(id) !== before.has(id))
      context.chosen = recordIds
      view.plugin(overlay)?.touch(changed.flatMap(partsOfRecord))
    },
    setFound: (found) => {
      const current = found?.ranges[found.currentIndex ?? -1]
      view.plugin(wash)?.set('px-found', found?.ranges ?? [])
      view.plugin(wash)?.set('px-found-now', current ? [current] : [])
    },
    setPeers: (peers) => {
      context.peers = peers
      for (const colour of [1, 2, 3, 4] as const)
        view.plugin(wash)?.set(
          `px-peer-${colour}`,
          peers.filter((peer) => peer.colour === colour).map(({ range }) => range),
        )
      view.plugin(overlay)?.refreshPeers()
    },
    setKeymap: (keymap) => {
      context.keymap = keymap
    },
    setEditableKeys: ({ plain, resize }) => {
      context.plainKeys = plain
      context.resizable = resize
      view.plugin(overlay)?.refresh()
    },
    setDescribed: (described) => {
      context.described = described
      view.dispatch({ effects: marksTouched.of(null) })
    },
  } satisfies Partial<Surface>
}

function selectingOf(view: EditorView, context: SurfaceContext, { field, wash, overlay }: Parts) {
  const { map, store } = context
  return {
    select: (range) => {
      const caretUtf16 = map.toDoc(view.state.selection.main.head)
      const { startUtf16, endUtf16 } = range ?? { startUtf16: caretUtf16, endUtf16: caretUtf16 }
      view.dispatch({ selection: selectionAt(context, startUtf16, endUtf16) })
    },
    selection: () => selectedRange(context, view) ?? null,
    caretUtf16: () => map.toDoc(view.state.selection.main.head),
    act: (act) => {
      const { heldPart } = context
      const isDone = doTextAct(context, view, act)
      if (context.heldPart !== heldPart) view.plugin(overlay)?.refresh()
      return isDone
    },
    reveal: (target, { flash = false, moveCaret = false } = {}) => {
      const ranges = typeof target === 'string' ? store.get(target)?.parts : [target]
      if (!ranges?.[0]) return false
      revealRange(view, context, { field, range: ranges[0], moveCaret })
      if (flash) view.plugin(wash)?.flash(ranges)
      return true
    },
    topUtf16: () => {
      const { scrollDOM, documentTop } = view
      const topPx = scrollDOM.getBoundingClientRect().top - documentTop
      return map.toDoc(view.lineBlockAtHeight(topPx).from)
    },
    showFrom: (offsetUtf16, abovePx = 0) => {
      const at = Math.min(map.toView(offsetUtf16), view.state.doc.length)
      view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: -abovePx }) })
    },
    recordsAt: store.stackAt,
    coordsOf: (range) => rangeBoxes(view, context, range),
  } satisfies Partial<Surface>
}
