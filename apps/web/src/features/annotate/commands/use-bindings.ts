import { useMemo } from 'react'
import type { CommandId } from '../../../components/keys/command-list.ts'
import { keyCapText } from '../../../components/keys/key-caps.ts'
import { useKeys } from '../../../components/keys/use-keys.ts'
import { useAnnotation } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import { offeredLabels } from '../offered-labels.ts'
import { type KeyBindings, keyBindings } from './key-bindings.ts'

/** What every key does here and now for this person: made once, and handed down with the document. */
export function useBindings({ codebook }: Pick<Annotation, 'codebook'>): KeyBindings {
  const keys = useKeys()
  return useMemo(() => keyBindings(offeredLabels(codebook, 'entityType'), keys), [codebook, keys])
}

/** The caps of a command's key, as they are shown where it acts: `J`, `Ctrl K`; nothing without a key. */
export function useCap(id: CommandId): string | undefined {
  const key = useAnnotation().bindings.keyOf(id)
  return key === undefined ? undefined : keyCapText(key)
}
