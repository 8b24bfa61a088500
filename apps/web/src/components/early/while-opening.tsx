import type { ReactNode } from 'react'
import { useHoldEarly } from './early-context.ts'

/** What stands while something opens; nothing where the text of the document stands already. */
export function WhileOpening({ children }: { readonly children?: ReactNode }) {
  return useHoldEarly() ? null : children
}
