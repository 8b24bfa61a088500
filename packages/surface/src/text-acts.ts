import { EditorSelection } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { type ExtentEdge, steppedEdge } from './extent-edit.ts'
import { heldPartOf } from './held-part.ts'
import { selectionAt } from './pointer-selection.ts'
import { shortQuote } from './short-quote.ts'
import type { SurfaceContext } from './surface-context.ts'
import { grownRange, sentenceStep, shrunkRange, tidyRange } from './text-units.ts'

type Run = (context: SurfaceContext, view: EditorView) => boolean

const acts = {
  /** The selection takes in its word, then its sentence, then its paragraph. */
  'selection.grow': (context, view) => changeSelection(context, view, grownRange),
  'selection.shrink': (context, view) => changeSelection(context, view, shrunkRange),
  'sentence.next': (context, view) => toSentence(context, view, { direction: 1, extend: false }),
  'sentence.previous': (context, view) =>
    toSentence(context, view, { direction: -1, extend: false }),
  'sentence.selectNext': (context, view) =>
    toSentence(context, view, { direction: 1, extend: true }),
  'sentence.selectPrevious': (context, view) =>
    toSentence(context, view, { direction: -1, extend: true }),
  /** The ends of the open record go on or back by a word. */
  'edge.endOn': (context) => stepOpenRecord(context, 'end', 1),
  'edge.endBack': (context) => stepOpenRecord(context, 'end', -1),
  'edge.startOn': (context) => stepOpenRecord(context, 'start', 1),
  'edge.startBack': (context) => stepOpenRecord(context, 'start', -1),
  /** Those ends are of the next part of the open record; after the last one, its outer ends again. */
  'edge.part': holdNextPart,
} as const satisfies Readonly<Record<string, Run>>

/** What a person does in the text by keys that the host chooses. */
export type TextAct = keyof typeof acts

/** Does it; false when there is nothing to do it to, such as an open record that may be changed. */
export function doTextAct(context: SurfaceContext, view: EditorView, act: TextAct): boolean {
  return acts[act](context, view)
}

/** What is selected in the canonical text, tidy; undefined when that is nothing. */
export function selectedRange({ map }: SurfaceContext, view: EditorView): TextRange | undefined {
  const { from, to } = view.state.selection.main
  return tidyRange(map.text, { startUtf16: map.toDoc(from), endUtf16: map.toDoc(to) })
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

function caretRange({ map }: SurfaceContext, view: EditorView): TextRange {
  const caretUtf16 = map.toDoc(view.state.selection.main.head)
  return { startUtf16: caretUtf16, endUtf16: caretUtf16 }
}

function toSentence(
  { map }: SurfaceContext,
  view: EditorView,
  { direction, extend }: { readonly direction: 1 | -1; readonly extend: boolean },
): boolean {
  const { anchor, head } = view.state.selection.main
  const to = map.toView(sentenceStep(map.text, map.toDoc(head), direction))
  view.dispatch({
    selection: extend ? EditorSelection.range(anchor, to) : EditorSelection.cursor(to),
    userEvent: 'select',
    scrollIntoView: true,
  })
  return true
}

function holdNextPart(context: SurfaceContext, view: EditorView): boolean {
  const { openId, store, map, resizable, words } = context
  const record = openId === null ? undefined : store.get(openId)
  if (!record || !resizable || record.parts.length < 2) return false
  const count = record.parts.length
  const index = (heldPartOf(context, record) ?? -1) + 1
  const part = record.parts[index]
  context.heldPart = part ? { index, count } : null
  const said = part
    ? words.partHeld({ number: index + 1, count }, shortQuote({ parts: [part] }, map.text))
    : words.outerEndsHeld
  const shown = map.toView((part ?? record.parts[0])?.startUtf16 ?? 0)
  view.dispatch({
    effects: [EditorView.announce.of(said), EditorView.scrollIntoView(shown, { y: 'nearest' })],
  })
  return true
}

function stepOpenRecord(
  context: SurfaceContext,
  end: ExtentEdge['end'],
  direction: 1 | -1,
): boolean {
  const { openId, store, map, events, resizable } = context
  const record = openId === null ? undefined : store.get(openId)
  if (!record || !resizable) return false
  const partIndex = heldPartOf(context, record) ?? (end === 'start' ? 0 : record.parts.length - 1)
  const parts = steppedEdge(map.text, record.parts, { partIndex, end }, direction)
  if (parts) events.onResize?.({ id: record.id, parts })
  return true
}
