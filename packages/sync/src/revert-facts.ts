import type { UndoLine } from './undo-history.ts'

/** Whether taking a line back may take away what other streams use: only the server knows. */
export function mayBeInUse({ stream, entry }: Pick<UndoLine, 'stream' | 'entry'>): boolean {
  if (stream.kind !== 'registry' && stream.kind !== 'document') return false
  const { added, written } = entry.change
  return added.length > 0 || written.some(({ register }) => register === 'deleted')
}
