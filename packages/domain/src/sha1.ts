/**
 * SHA-1 of `bytes` (FIPS 180-4, section 6.1). Used for name-based UUIDs only, where the standard
 * prescribes it; never for security. Written here because a pure room has no platform.
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  const words = padded(bytes)
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16))
  const digest = new Uint8Array(20)
  const view = new DataView(digest.buffer)
  state.forEach((word, index) => {
    view.setUint32(index * 4, word)
  })
  return digest
}

function padded(bytes: Uint8Array): Uint32Array {
  const blocks = Math.ceil((bytes.length + 9) / 64)
  const message = new Uint8Array(blocks * 64)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setUint32(message.length - 4, bytes.length * 8)
  return Uint32Array.from({ length: blocks * 16 }, (_, index) => view.getUint32(index * 4))
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))

function compress(state: Uint32Array, block: Uint32Array): void {
  const schedule = new Uint32Array(80)
  schedule.set(block)
  for (let t = 16; t < 80; t += 1) {
    const mixed = at(schedule, t - 3) ^ at(schedule, t - 8) ^ at(schedule, t - 14)
    schedule[t] = rotate(mixed ^ at(schedule, t - 16), 1)
  }
  let [a, b, c, d, e] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3), at(state, 4)]
  for (let t = 0; t < 80; t += 1) {
    const next = (rotate(a, 5) + round(t, b, c, d) + e + at(schedule, t)) >>> 0
    ;[e, d, c, b, a] = [d, c, rotate(b, 30) >>> 0, a, next]
  }
  ;[a, b, c, d, e].forEach((word, index) => {
    state[index] = at(state, index) + word
  })
}

const at = (words: Uint32Array, index: number) => words[index] ?? 0

function round(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
