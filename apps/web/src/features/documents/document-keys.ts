import type { RefObject } from 'react'
import type { KeyLine } from '../../components/keys-dialog.tsx'
import { useUploads } from '../../components/upload-context.ts'
import { isPlainKey, useWindowKeys } from '../../components/window-keys.ts'
import type { DocumentRow } from './document-status.ts'
import { documentsText } from './documents-text.ts'

const text = documentsText.keys

/** Keys of the list, as the help shows them. */
export const documentKeys: readonly KeyLine[] = [
  { keyCap: 'U', what: text.add },
  { keyCap: 'J', what: text.down },
  { keyCap: 'K', what: text.up },
  { keyCap: 'Enter', what: text.open },
  { keyCap: 'X', what: text.choose },
  { keyCap: 'E', what: text.details },
  { keyCap: 'Ctrl A', what: text.all },
  { keyCap: 'Esc', what: text.clear },
]

export type DocumentKeysOptions = {
  readonly rows: readonly DocumentRow[]
  /** The table: rows carry `data-document`, and the link that takes the focus `data-title`. */
  readonly table: RefObject<HTMLElement | null>
  readonly onToggle: (id: string) => void
  readonly onChooseAll: () => void
  readonly onClear: () => void
  readonly onEdit: (row: DocumentRow) => void
}

/** The list by keyboard: up and down, choose, edit. Enter opens: each title is a link. */
export function useDocumentKeys(options: DocumentKeysOptions): void {
  const { rows, table, onChooseAll, onClear } = options
  useWindowKeys((event) => {
    const at = focusedRow(table.current, rows)
    const key = event.key.toLowerCase()
    if (!isPlainKey(event)) return key === 'a' && !event.altKey && run(onChooseAll)
    const step = steps[key]
    if (step !== undefined) return focusRow(table.current, at + step)
    if (key === 'escape') return run(onClear)
    const row = rows[at]
    return row !== undefined && actOnRow(key, row, options)
  })
}

function actOnRow(key: string, row: DocumentRow, options: DocumentKeysOptions): boolean {
  if (key === 'x') return run(() => options.onToggle(row.id))
  if (key === 'e') return run(() => options.onEdit(row))
  return false
}

/** `U` adds documents, with or without a list. */
export function useAddKey(): void {
  const uploads = useUploads()
  useWindowKeys((event) => {
    if (!isPlainKey(event) || event.key.toLowerCase() !== 'u' || !uploads.isAllowed) return false
    uploads.chooseFiles()
    return true
  })
}

const steps: Readonly<Record<string, number>> = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }

/** Does it, and says that the key was used. */
function run(act: () => void): true {
  act()
  return true
}

/** The place of the row that has the focus; -1 when none has. */
function focusedRow(table: HTMLElement | null, rows: readonly DocumentRow[]): number {
  const row = document.activeElement?.closest<HTMLElement>('[data-document]')
  if (!row || !table?.contains(row)) return -1
  return rows.findIndex(({ id }) => id === row.dataset.document)
}

function focusRow(table: HTMLElement | null, at: number): boolean {
  const titles = table?.querySelectorAll<HTMLElement>('[data-title]')
  const title = titles?.[Math.max(0, at)]
  title?.focus()
  return title !== undefined
}
