import type { OwnLabel } from './own-labels.ts'

type Named = Pick<OwnLabel, 'id' | 'name'>

/**
 * The one label that a name in a file is another way of writing: `person` and `Persons` are `Person`,
 * and so is `PER`, where no other label begins so. A name that only begins like a label means
 * something else: a `Statement` is no `State`.
 */
export function suggestLabel(name: string, own: readonly Named[]): string | null {
  const same = own.filter((label) => isSameName(plainName(name), plainName(label.name)))
  if (same.length > 0) return onlyOne(same)
  if (!isAbbreviation(name)) return null
  return onlyOne(own.filter((label) => plainName(label.name).startsWith(plainName(name))))
}

function onlyOne(labels: readonly Named[]): string | null {
  const [first, ...others] = labels
  return first && others.length === 0 ? first.id : null
}

/** Whether two plain names are one, or one is the plural of the other. */
function isSameName(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  return one === other || pluralsOf(one).includes(other) || pluralsOf(other).includes(one)
}

function pluralsOf(name: string): readonly string[] {
  const plain = [`${name}s`, `${name}es`]
  return name.endsWith('y') ? [...plain, `${name.slice(0, -1)}ies`] : plain
}

/** Three or four capitals, as other tools name their types. */
function isAbbreviation(name: string): boolean {
  return /^\p{Lu}{3,4}$/u.test(name)
}

/** A name without case, accents, and all that is neither a letter nor a digit. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
