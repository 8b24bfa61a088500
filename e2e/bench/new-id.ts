import { randomFillSync } from 'node:crypto'

/** Drawn for many at once, so that callers cost no more here than they do in a browser. */
const drawn = Buffer.alloc(16 * 256)
let usedBytes = drawn.length

/** A UUIDv7, as browsers mint them. */
export function newId(): string {
  if (usedBytes === drawn.length) {
    randomFillSync(drawn)
    usedBytes = 0
  }
  const bytes = drawn.subarray(usedBytes, usedBytes + 16)
  usedBytes += 16
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
