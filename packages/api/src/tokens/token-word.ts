import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Tells people and programs that look for lost secrets what this is. */
const prefix = 'plx_'
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** So many digits hold 256 bits, and 32 bits. */
const [secretDigits, checkDigits] = [43, 6]
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${secretDigits + checkDigits}}$`)

/**
 * A new secret for a script: 256 random bits and a checksum, in letters and digits only, so that a
 * double click selects all of it.
 */
export function mintTokenWord(): string {
  return tokenWordOf(randomBytes(32))
}

/** The word of these 32 bytes. */
export function tokenWordOf(secret: Uint8Array): string {
  const number = BigInt(`0x${Buffer.from(secret).toString('hex')}`)
  const body = `${prefix}${inDigits(number, secretDigits)}`
  return `${body}${checkOf(body)}`
}

/** Whether this is a whole token of ours: one sign typed wrong, or two that changed places, is not. */
export function isTokenWord(word: string): boolean {
  const body = word.slice(0, -checkDigits)
  return shape.test(word) && checkOf(body) === word.slice(-checkDigits)
}

function checkOf(body: string): string {
  return inDigits(BigInt(crc32(body)), checkDigits)
}

function inDigits(number: bigint, count: number): string {
  const base = BigInt(digits.length)
  let rest = number
  let written = ''
  for (let at = 0; at < count; at += 1) {
    written = `${digits[Number(rest % base)]}${written}`
    rest /= base
  }
  return written
}
