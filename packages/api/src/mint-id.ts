import { v7 } from 'uuid'

/** A new UUIDv7: of two that one process has minted, the later sorts later, within a millisecond too. */
export function mintId(): string {
  return v7()
}
