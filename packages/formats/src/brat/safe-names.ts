import { facets } from '../corpus/facets.ts'

/** Names that our own files give a meaning, and that labels therefore cannot have. */
const reserved = [
  ...Object.values(facets).flatMap(({ values }) => values),
  ...['Claim', 'Stance', 'Condition', 'Source', 'Cue', 'Medium', 'Addressee', 'Holder', 'Target'],
  ...['Arg1', 'Arg2', 'AnnotatorNotes', 'Reference', 'Signed', 'Equiv', 'true', 'false'],
]

/**
 * Names as brat allows them: Latin letters, digits and lines, none twice. What a name stands for is
 * written into `visual.conf`, which is also how brat shows it.
 */
export class SafeNames {
  readonly #byOriginal = new Map<string, string>()
  readonly #taken = new Set<string>(reserved)

  /** The safe name of a label or of an attribute of the project's own: the same every time. */
  of(original: string): string {
    const known = this.#byOriginal.get(original)
    if (known !== undefined) return known
    const bare = original.normalize('NFKD').replace(/\p{M}+/gu, '')
    const plain = bare.replace(/[^A-Za-z0-9-]+/g, '_').replace(/^[^A-Za-z]+|[_-]+$/g, '')
    const base = plain.slice(0, 60) || 'Label'
    let safe = base
    for (let number = 2; this.#taken.has(safe); number += 1) safe = `${base}_${number}`
    this.#taken.add(safe)
    this.#byOriginal.set(original, safe)
    return safe
  }

  /** Safe names that are not what they stand for, with what they stand for. */
  get renamed(): readonly (readonly [safe: string, original: string])[] {
    return [...this.#byOriginal]
      .filter(([original, safe]) => original !== safe)
      .map(([original, safe]) => [safe, original])
  }
}

const most = 80

/** Names of files: letters, digits, points and lines of any script, none twice. */
export class FileNames {
  readonly #taken = new Set<string>()

  claim(name: string, plainest: string): string {
    const plain = name.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, '_').replace(/^[._-]+|[._-]+$/g, '')
    const base = [...plain].slice(0, most).join('') || plainest
    let safe = base
    for (let number = 2; this.#taken.has(keyOf(safe)); number += 1) safe = `${base}_${number}`
    this.#taken.add(keyOf(safe))
    return safe
  }
}

/** Many file systems take names for the same that differ in case or in how marks are written. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
