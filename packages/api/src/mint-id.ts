import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const randomBytes = 16

/** Chance is drawn for many ids at once: asking the system for it costs more than all the rest of an id. */
const drawn = new Uint8Array(256 * randomBytes)
let usedBytes = drawn.length

let lastMs = 0
/** Counts on within a millisecond, in 32 bits. */
let sequence = 0

/** A new UUIDv7: of two that one process has minted, the later sorts later, within a millisecond too. */
export function mintId(): string {
  const random = nextRandom()
  const nowMs = Date.now()
  if (nowMs > lastMs) [lastMs, sequence] = [nowMs, startOf(random)]
  else sequence += 1
  return v7({ random, msecs: lastMs, seq: sequence })
}

function nextRandom(): Uint8Array {
  if (usedBytes === drawn.length) {
    randomFillSync(drawn)
    usedBytes = 0
  }
  usedBytes += randomBytes
  return drawn.subarray(usedBytes - randomBytes, usedBytes)
}

/** Of 31 random bits: so 2³¹ ids may follow in the same millisecond before the count is full. */
function startOf(random: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = random
  return (a & 0x7f) * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
}
