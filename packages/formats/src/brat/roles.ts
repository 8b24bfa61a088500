import type { Annotation, Link, Passage } from '../corpus/corpus.ts'

/**
 * What the roles of our annotations are called in brat, whose roles may bear numbers: `source.1` is
 * `Source1`, `condition` is `Condition`.
 */
export function bratRole(role: string): string {
  const [name = '', number = ''] = role.split('.')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${number}`
}

/** The role of ours that `bratRole` was given. */
export function roleOf(bratRole: string): string {
  const [, name = '', number] = /^([A-Za-z]+)(\d+)?$/.exec(bratRole) ?? []
  return number === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${number}`
}

/** The type of span that words in a role are: `Source` for `Source1`. */
export function spanTypeOf(role: string): string {
  return bratRole(role).replace(/\d+$/, '')
}

/** Types of span that are passages and not mentions. */
export const passageTypes: readonly string[] = ['Source', 'Cue', 'Condition']

/** Whether words in this role come back: those of the domain; of a relation the words that cue it. */
export function isHeldPassage({ role }: Passage, annotation: Annotation): boolean {
  if (annotation.kind === 'relation')
    return role === 'cue' && annotation.passages.filter((each) => each.role === 'cue').length === 1
  return role === 'condition' || /^(source|cue)\.[1-9]\d*$/.test(role)
}

/** Links that are written as what a span is in a list, by brat's word for it. */
export function normTypeOf({ role }: Link): string {
  return role === 'entity' || role === 'proposition' ? 'Reference' : bratRole(role)
}

/** The files beside the texts that list what links lead to, by the kind of their ends. */
export const normBases = { entity: 'Entities', proposition: 'Propositions' } as const
