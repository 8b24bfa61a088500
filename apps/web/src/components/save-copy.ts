import type { Outbox } from '@parallax/sync'
import { saveFile } from './save-file.ts'
import { saveStateCardText as text } from './save-state-card-text.ts'

/** Hands the person all that waits in this browser, as a file. */
export function saveCopyOf(outbox: Outbox): void {
  const day = new Date().toISOString().slice(0, 10)
  saveFile(text.copyName(day), JSON.stringify(outbox.heldFile(), null, 2))
}
