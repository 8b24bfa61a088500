import { type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap, type ViewPlugin } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { type ExtentEdge, steppedEdge } from './extent-edit.ts'
import { isPlainKey, keyNames } from './key-name.ts'
import { movement } from './movement.ts'
import { paragraphKeys } from './paragraph-keys.ts'
import { selectionAt } from './pointer-selection.ts'
import type { StackLegend } from './stack-legend.ts'
import type { SurfaceContext } from './surface-context.ts'
import { grownRange, shrunkRange, tidyRange } from './text-units.ts'

/** Caret and selection by keyboard, the host's keys, growing, shrinking and moving ends. */
export function keyboard(context: SurfaceContext, legend: ViewPlugin<StackLegend>): Extension {
  return [
    Prec.highest(
      EditorView.domEventHandlers({
        keydown: (event, view) => {
          // Keys meant for a fold's own button are its own.
          if (event.target !== view.contentDOM || event.isComposing) return false
          const names = keyNames(event)
          const handled =
            runLegendKey(context, view.plugin(legend), { view, names }) ||
            names.some((name) => runKey(context, view, name))
          if (handled) event.preventDefault()
          return handled
        },
      }),
    ),
    keymap.of([...movement, ...paragraphKeys(context.map)]),
  ]
}

function runKey(context: SurfaceContext, view: EditorView, name: string): boolean {
  if (isPlainKey(name) && !context.plainKeys) return false
  if (context.keymap[name]?.()) return true
  return ownKeys[name]?.(context, view) ?? false
}

/** Asks what lies under the caret, and while the answer stands walks along it. */
function runLegendKey(
  { map }: SurfaceContext,
  legend: StackLegend | null,
  { view, names }: { readonly view: EditorView; readonly names: readonly string[] },
): boolean {
  if (!legend) return false
  if (names.includes('Alt+ArrowDown') && !legend.hasKeys) {
    const caretUtf16 = map.toDoc(view.state.selection.main.head)
    return [caretUtf16, caretUtf16 - 1].some(
      (offsetUtf16) => offsetUtf16 >= 0 && legend.open(offsetUtf16, { byKey: true }),
    )
  }
  if (!legend.hasKeys) return false
  const act = names.map((name) => legendKeys[name]).find(Boolean)
  if (act) act(legend)
  else legend.close()
  return act !== undefined
}

const legendKeys: Readonly<Record<string, (legend: StackLegend) => void>> = {
  ArrowDown: (legend) => legend.step(1),
  ArrowUp: (legend) => legend.step(-1),
  'Alt+ArrowDown': (legend) => legend.step(1),
  'Alt+ArrowUp': (legend) => legend.step(-1),
  Enter: (legend) => legend.pick(),
  Escape: (legend) => legend.close(),
}

type OwnKey = (context: SurfaceContext, view: EditorView) => boolean

const ownKeys: Readonly<Record<string, OwnKey>> = {
  ']': (context, view) => changeSelection(context, view, grownRange),
  '[': (context, view) => changeSelection(context, view, shrunkRange),
  Escape: (_, view) => dropSelection(view),
  'Alt+Shift+ArrowRight': (context) => stepOpenRecord(context, 'end', 1),
  'Alt+Shift+ArrowLeft': (context) => stepOpenRecord(context, 'end', -1),
  'Alt+Shift+ArrowUp': (context) => stepOpenRecord(context, 'start', -1),
  'Alt+Shift+ArrowDown': (context) => stepOpenRecord(context, 'start', 1),
}

function dropSelection(view: EditorView): boolean {
  const { main } = view.state.selection
  if (main.empty) return false
  view.dispatch({ selection: { anchor: main.head }, userEvent: 'select' })
  return true
}

function changeSelection(
  context: SurfaceContext,
  view: EditorView,
  change: (text: string, range: TextRange) => TextRange | undefined,
): boolean {
  const range = change(context.map.text, selectedRange(context, view) ?? caretRange(context, view))
  if (range)
    view.dispatch({
      selection: selectionAt(context, range.startUtf16, range.endUtf16),
      userEvent: 'select',
      scrollIntoView: true,
    })
  return true
}

/** What is selected in the canonical text, tidy; undefined when that is nothing. */
export function selectedRange({ map }: SurfaceContext, view: EditorView): TextRange | undefined {
  const { from, to } = view.state.selection.main
  return tidyRange(map.text, { startUtf16: map.toDoc(from), endUtf16: map.toDoc(to) })
}

function caretRange({ map }: SurfaceContext, view: EditorView): TextRange {
  const caretUtf16 = map.toDoc(view.state.selection.main.head)
  return { startUtf16: caretUtf16, endUtf16: caretUtf16 }
}

function stepOpenRecord(
  { openId, store, map, events, resizable }: SurfaceContext,
  end: ExtentEdge['end'],
  direction: 1 | -1,
): boolean {
  const record = openId === null ? undefined : store.get(openId)
  if (!record || !resizable) return false
  const partIndex = end === 'start' ? 0 : record.parts.length - 1
  const parts = steppedEdge(map.text, record.parts, { partIndex, end }, direction)
  if (parts) events.onResize?.({ id: record.id, parts })
  return true
}
