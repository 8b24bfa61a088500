import { EditorSelection, type SelectionRange } from '@codemirror/state'
import { Direction, type EditorView, type KeyBinding } from '@codemirror/view'

/** Where a caret goes from a selection. */
type Way = (view: EditorView, from: SelectionRange) => SelectionRange

/**
 * Caret and selection by the keys of every text. The editor's own package of commands brings its
 * parser along, which a text that is only read never needs.
 */
export const movement: readonly KeyBinding[] = [
  bound({ key: 'ArrowLeft', preventDefault: true }, step('moveByChar', 'left')),
  bound({ key: 'ArrowRight', preventDefault: true }, step('moveByChar', 'right')),
  bound({ key: 'ArrowUp', preventDefault: true }, byLine(false)),
  bound({ key: 'ArrowDown', preventDefault: true }, byLine(true)),
  bound({ key: 'PageUp' }, byPage(false)),
  bound({ key: 'PageDown' }, byPage(true)),
  bound({ key: 'Home', preventDefault: true }, toRowEdge('left')),
  bound({ key: 'End', preventDefault: true }, toRowEdge('right')),
  bound({ key: 'Mod-Home' }, toStart),
  bound({ key: 'Mod-End' }, toEnd),
  bound({ key: 'Mod-ArrowLeft', mac: 'Alt-ArrowLeft' }, step('moveByGroup', 'left')),
  bound({ key: 'Mod-ArrowRight', mac: 'Alt-ArrowRight' }, step('moveByGroup', 'right')),
  bound({ mac: 'Cmd-ArrowUp' }, toStart),
  bound({ mac: 'Cmd-ArrowDown' }, toEnd),
  { mac: 'Ctrl-f', run: (view) => move(view, byLetter(true)) },
  { mac: 'Ctrl-b', run: (view) => move(view, byLetter(false)) },
  { key: 'Mod-a', run: selectAll },
]

function bound(keys: Omit<KeyBinding, 'run' | 'shift'>, way: Way): KeyBinding {
  return { ...keys, run: (view) => move(view, way), shift: (view) => extend(view, way) }
}

function move(view: EditorView, way: Way): boolean {
  return select(view, way(view, view.state.selection.main))
}

/** Moves the head alone: the other end stays where it is. */
function extend(view: EditorView, way: Way): boolean {
  const { main } = view.state.selection
  const level = main.bidiLevel ?? undefined
  const moved = way(view, EditorSelection.cursor(main.head, main.assoc, level, main.goalColumn))
  // A word that was taken by a double click has no head yet: it grows to the side of the key.
  const isTurned = main.undirectional && moved.head > main.head !== main.head > main.anchor
  const anchor = isTurned ? main.head : main.anchor
  const head = isTurned ? way(view, EditorSelection.cursor(main.anchor)).head : moved.head
  return select(
    view,
    EditorSelection.range(
      anchor,
      head,
      moved.goalColumn,
      moved.bidiLevel ?? undefined,
      moved.assoc,
    ),
  )
}

function select(view: EditorView, range: SelectionRange): boolean {
  if (view.state.selection.main.eq(range, true)) return false
  const selection = EditorSelection.create([range])
  view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' })
  return true
}

/** Left is on where the row runs from right to left. */
function isForward(view: EditorView, side: 'left' | 'right', atView: number): boolean {
  const isLeftToRight = view.textDirectionAt(atView) === Direction.LTR
  return (side === 'right') === isLeftToRight
}

/** By a letter or a word; from a selection, a letter's step goes to its edge. */
function step(how: 'moveByChar' | 'moveByGroup', side: 'left' | 'right'): Way {
  return (view, from) => {
    const forward = isForward(view, side, from.head)
    if (from.empty) return view[how](from, forward)
    return edgeOf(from, forward)
  }
}

function byLetter(forward: boolean): Way {
  return (view, from) => (from.empty ? view.moveByChar(from, forward) : edgeOf(from, forward))
}

function edgeOf({ from, to }: SelectionRange, forward: boolean): SelectionRange {
  return EditorSelection.cursor(forward ? to : from)
}

function byLine(forward: boolean): Way {
  return (view, from) => {
    if (!from.empty) return edgeOf(from, forward)
    const moved = view.moveVertically(from, forward)
    // On the first or last row there is only its edge left to go to.
    return moved.head === from.head ? view.moveToLineBoundary(from, forward) : moved
  }
}

/** By what is seen of the text, but for a few pixels, so that the eye finds its place again. */
function byPage(forward: boolean): Way {
  return (view, from) => {
    if (!from.empty) return edgeOf(from, forward)
    const pagePx = Math.max(view.defaultLineHeight, view.scrollDOM.clientHeight - 5)
    return view.moveVertically(from, forward, pagePx)
  }
}

/** To the edge of the row, and from there to that of the paragraph. */
function toRowEdge(side: 'left' | 'right'): Way {
  return (view, from) => {
    const forward = isForward(view, side, from.head)
    const moved = view.moveToLineBoundary(from, forward)
    return moved.head === from.head ? view.moveToLineBoundary(from, forward, false) : moved
  }
}

function toStart(): SelectionRange {
  return EditorSelection.cursor(0)
}

function toEnd(view: EditorView): SelectionRange {
  return EditorSelection.cursor(view.state.doc.length)
}

function selectAll(view: EditorView): boolean {
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length }, userEvent: 'select' })
  return true
}
