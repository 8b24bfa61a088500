import { EditorSelection, type Text } from '@codemirror/state'
import type { Command, EditorView, KeyBinding } from '@codemirror/view'
import type { DisplayMap } from './display-map.ts'

/** Control (on a Mac Option) and the up and down arrows go by paragraphs; with Shift they select. */
export function paragraphKeys(map: DisplayMap): readonly KeyBinding[] {
  const binding = (key: string, mac: string, direction: 1 | -1): KeyBinding => ({
    key,
    mac,
    run: paragraphCommand(map, direction, { extend: false }),
    shift: paragraphCommand(map, direction, { extend: true }),
    preventDefault: true,
  })
  return [binding('Ctrl-ArrowUp', 'Alt-ArrowUp', -1), binding('Ctrl-ArrowDown', 'Alt-ArrowDown', 1)]
}

function paragraphCommand(
  map: DisplayMap,
  direction: 1 | -1,
  { extend }: { readonly extend: boolean },
): Command {
  return (view: EditorView) => {
    const { main } = view.state.selection
    const head = nextParagraph(view.state.doc, map, { from: main.head, direction })
    view.dispatch({
      selection: extend ? EditorSelection.range(main.anchor, head) : EditorSelection.cursor(head),
      userEvent: 'select',
      scrollIntoView: true,
    })
    return true
  }
}

/** The next start of a written paragraph; the end of the text when there is none. */
export function nextParagraph(
  doc: Text,
  { isContinuation }: Pick<DisplayMap, 'isContinuation'>,
  { from, direction }: { readonly from: number; readonly direction: 1 | -1 },
): number {
  const isStart = (number: number) => {
    const line = doc.line(number)
    return line.text.trim() !== '' && !isContinuation(line.from)
  }
  const own = doc.lineAt(from)
  // From within a paragraph one goes back to its own start first.
  if (direction < 0 && from > own.from && isStart(own.number)) return own.from
  for (let number = own.number + direction; number >= 1 && number <= doc.lines; number += direction)
    if (isStart(number)) return doc.line(number).from
  return direction < 0 ? 0 : doc.length
}
