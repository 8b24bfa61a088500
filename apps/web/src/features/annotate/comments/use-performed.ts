import type { Performed } from '@parallax/sync'
import { useAnnotation } from '../annotate-context.ts'

/** Says why, if a gesture was refused; whether it was not. */
export function usePerformed(): (performed: Performed) => boolean {
  const { actions } = useAnnotation()
  return (performed) => {
    if (!performed.ok) actions.sayNo(performed.refusal)
    return performed.ok
  }
}
