import type { RecordId } from '@parallax/domain'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { wordsOf } from './words-of.ts'

/** Merges `from` into `into`, goes there, and offers to take it back. */
export function useMerge(place: RegistryPlace): (from: RecordId, into: RecordId) => boolean {
  const { act, registry } = useTools()
  const showUndo = useUndoToast()
  return (from, into) => {
    if (!act('registry.merge', { from, into })) return false
    if (place.id !== into) place.go({ kind: place.kind, id: into })
    const [gone, kept] = [wordsOf(registry, from), wordsOf(registry, into)]
    const { done, doneStatement } = registryText.merge
    showUndo({
      text: place.kind === 'entity' ? done(gone, kept) : doneStatement,
      onUndo: () => act('registry.unmerge', { from }),
    })
    return true
  }
}
