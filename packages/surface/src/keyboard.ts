import { type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap, type ViewPlugin } from '@codemirror/view'
import { isPlainKey, keyNames } from './key-name.ts'
import { movement } from './movement.ts'
import { paragraphKeys } from './paragraph-keys.ts'
import type { StackLegend } from './stack-legend.ts'
import type { SurfaceContext } from './surface-context.ts'

/** Caret and selection by keyboard, the host's keys, and letting go of what is selected. */
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
  return name === 'Escape' && dropSelection(view)
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

function dropSelection(view: EditorView): boolean {
  const { main } = view.state.selection
  if (main.empty) return false
  view.dispatch({ selection: { anchor: main.head }, userEvent: 'select' })
  return true
}
