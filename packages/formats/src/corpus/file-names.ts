import { claimName, type TakenNames } from './unique-names.ts'

/**
 * Names of files and folders that every system takes, none twice in its folder – also where capital
 * letters do not count. The same names asked for in the same order are answered the same.
 */
export class FileNames {
  readonly #taken: TakenNames = new Map()

  /** `name` without an extension, made safe and new in `folder`. */
  claim(name: string, folder = ''): string {
    const safe = safeName(name)
    const found = claimName(this.#taken, folder.toLowerCase(), safe.toLowerCase())
    return safe + found.slice(safe.toLowerCase().length)
  }
}

const longestUtf16 = 80

function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, '_')
    .replace(/\s+/g, ' ')
  const short = plain.slice(0, longestUtf16).replace(/[\ud800-\udbff]$/, '')
  const trimmed = short.replace(/^[\s.]+|[\s.]+$/g, '')
  if (trimmed === '') return 'document'
  return isReserved(trimmed) ? `_${trimmed}` : trimmed
}

/** Names that Windows keeps for devices. */
function isReserved(name: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
}
