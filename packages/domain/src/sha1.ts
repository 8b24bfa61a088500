/**
 * SHA-1 of `bytes` (FIPS 180-4, section 6.1). Used for name-based UUIDs only, where the standard
 * prescribes it; never for security. Written here because a pure room has no platform.
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  const words = padded(bytes)
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  for (let at = 0; at < words.length; at += 16) compress(state, words, at)
  const digest = new Uint8Array(20)
  const view = new DataView(digest.buffer)
  for (let at = 0; at < 5; at += 1) view.setInt32(at * 4, state[at] ?? 0)
  return digest
}

function padded(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil((bytes.length + 9) / 64) * 16)
  for (let at = 0; at < bytes.length; at += 1) setByte(words, at, bytes[at] ?? 0)
  setByte(words, bytes.length, 0x80)
  words[words.length - 2] = Math.floor(bytes.length / 0x20000000)
  words[words.length - 1] = bytes.length << 3
  return words
}

function setByte(words: Int32Array, at: number, byte: number): void {
  words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - 8 * (at & 3)))
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/** Written anew by each block. */
const schedule = new Int32Array(80)

function compress(state: Int32Array, words: Int32Array, from: number): void {
  for (let t = 0; t < 16; t += 1) schedule[t] = words[from + t] ?? 0
  for (let t = 16; t < 80; t += 1) schedule[t] = rotate(mixed(t), 1)
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (let t = 0; t < 80; t += 1) {
    const next = (rotate(a, 5) + round(t, b, c, d) + e + (schedule[t] ?? 0)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  add(state, 0, a)
  add(state, 1, b)
  add(state, 2, c)
  add(state, 3, d)
  add(state, 4, e)
}

function mixed(t: number): number {
  return (
    (schedule[t - 3] ?? 0) ^
    (schedule[t - 8] ?? 0) ^
    (schedule[t - 14] ?? 0) ^
    (schedule[t - 16] ?? 0)
  )
}

function add(state: Int32Array, at: number, word: number): void {
  state[at] = (state[at] ?? 0) + word
}

function round(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
