import type { KeysDialogProps } from './keys-dialog.tsx'
import { lazily } from './lazily.tsx'

const Loaded = lazily(async () => (await import('./keys-dialog.tsx')).KeysDialog)

/** The dialog of all keys; its code comes when the page is first touched. */
export function KeysDialog(props: KeysDialogProps) {
  return props.isOpen ? <Loaded {...props} /> : null
}
