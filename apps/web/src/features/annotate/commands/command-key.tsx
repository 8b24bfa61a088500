import type { CommandId } from '../../../components/keys/command-list.ts'
import { Kbd } from '../../../components/ui/kbd.tsx'
import { useCap } from './use-bindings.ts'

/** The cap of a command beside the button or field that does the same; unseen when it has no key. */
export function CommandKey({ id }: { readonly id: CommandId }) {
  const cap = useCap(id)
  return cap === undefined ? null : <Kbd aria-hidden="true">{cap}</Kbd>
}
