import { randomUUID } from 'node:crypto'

/** A new UUIDv7: ids made later sort later, to the millisecond. */
export function mintId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  // A random UUID differs in its first half and in the version, and its source is read ahead.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
