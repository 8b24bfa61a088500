import type { Extension } from '@codemirror/state'
import { EditorView, type ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { SelectionReport, SurfaceContext } from './surface-context.ts'
import { selectedRange } from './text-acts.ts'
import type { WashPlugin } from './wash-plugin.ts'

/** Washes the own selection and reports it; a report that says nothing new is left out. */
export function selectionReporter(context: SurfaceContext, wash: ViewPlugin<WashPlugin>) {
  let lastReport = ''
  const report = (view: EditorView, via: SelectionReport['via']) => {
    const settled = !context.pressed
    const range = selectedRange(context, view) ?? null
    const caretUtf16 = context.map.toDoc(view.state.selection.main.head)
    const key = JSON.stringify([range, caretUtf16, settled])
    if (key === lastReport) return
    lastReport = key
    view.plugin(wash)?.set('px-own', range ? [range] : [])
    context.events.onSelect?.({ range, empty: range === null, caretUtf16, via, settled })
  }
  const listener: Extension = EditorView.updateListener.of((update) => {
    if (!update.selectionSet) return
    const via = viaOf(update)
    // Hosts may answer by applying records, which the editor refuses while it updates.
    queueMicrotask(() => report(update.view, via))
  })
  return { report, listener }
}

function viaOf({ transactions }: ViewUpdate): SelectionReport['via'] {
  if (transactions.some((transaction) => transaction.isUserEvent('select.pointer')))
    return 'pointer'
  return transactions.some((transaction) => transaction.isUserEvent('select'))
    ? 'keyboard'
    : 'program'
}
