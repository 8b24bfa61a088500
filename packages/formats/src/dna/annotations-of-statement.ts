import type { TextRange } from '@parallax/domain'
import type { Annotation, CorpusValue, Link } from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { type DnaNames, isOfPeople, type Value } from './dna-names.ts'
import type { DnaStatement, Filled } from './dna-statements.ts'

const plain = { label: null, passages: [], signature: null } as const

/**
 * A statement as a claim of who speaks, and where it has a qualifier as a stance of the organisation to
 * what is claimed. One of a type without concepts is a mention with what was filled in.
 */
export function annotationsOfStatement(
  statement: DnaStatement,
  range: TextRange,
  names: DnaNames,
): readonly Annotation[] {
  const { id, typeId, filled } = statement
  const concept = filled
    .map(({ value }) => valueIf(value, 'concept'))
    .find((value) => value !== undefined)
  const extent = [range]
  if (!concept) {
    const label = names.types.get(typeId) ?? 'Statement'
    const all = filled.filter(({ value }) => value !== '')
    return [
      {
        ...plain,
        id: `statement ${id}`,
        kind: 'mention',
        label,
        extent,
        values: attributesOf(all),
        links: [],
      },
    ]
  }
  const actors = filled.filter(({ value }) => valueIf(value, 'actor'))
  const people = actors.filter(({ variable }) => isOfPeople(variable))
  const others = actors.filter((actor) => !people.includes(actor))
  const speakers = people.length > 0 ? people : others
  const qualifier = filled.find(isQualifier)
  const rest = filled.filter(
    (each) => each !== qualifier && !actors.includes(each) && each.value !== concept,
  )
  const value = stanceOf(qualifier)
  const proposition = { kind: 'proposition', id: concept.id } as const
  const claim: Annotation = {
    ...plain,
    id: `statement ${id}`,
    kind: 'claim',
    extent,
    values: {
      ...attributesOf(rest),
      polarity: value < 0 ? 'negative' : 'positive',
      ...(speakers.length > 0 ? { steps: 1 } : {}),
    },
    links: [{ role: 'proposition', to: proposition }, ...linksOf(speakers, 'source.1')],
  }
  const holders = others.length > 0 ? others : people
  if (!qualifier || holders.length === 0) return [claim]
  const links: Link[] = [
    ...linksOf(holders, 'holder'),
    { role: 'target', to: proposition },
    { role: 'claim', to: { kind: 'annotation', id: claim.id } },
  ]
  const values = { value, explicitness: 'explicit' }
  return [claim, { ...plain, id: `stance ${id}`, kind: 'stance', extent, values, links }]
}

function valueIf(value: Filled['value'], kind: Value['kind']): Value | undefined {
  return typeof value === 'object' && value.kind === kind ? value : undefined
}

/** The variable that says how one stands to a concept: agreement, or what a project calls it. */
function isQualifier({ variable, value }: Filled): boolean {
  const isNamed = /^(?:agreement|stance|position|qualifier)$/i.test(variable.name)
  return isNamed && (typeof value === 'boolean' || typeof value === 'number')
}

/** Yes and no are the plain stances; numbers beyond the scale are its ends. */
function stanceOf(qualifier: Filled | undefined): number {
  const value = qualifier?.value ?? true
  if (typeof value === 'boolean') return value ? 1 : -1
  return typeof value === 'number' ? Math.max(-2, Math.min(2, Math.round(value))) : 1
}

function linksOf(filled: readonly Filled[], role: string): readonly Link[] {
  return filled.flatMap(({ value }): Link[] =>
    typeof value === 'object' ? [{ role, to: { kind: 'entity', id: value.id } }] : [],
  )
}

function attributesOf(filled: readonly Filled[]): Readonly<Record<string, CorpusValue>> {
  const said = filled.map(({ variable, value }) => {
    return [
      attributePrefix + variable.name,
      typeof value === 'object' ? value.text : value,
    ] as const
  })
  return Object.fromEntries(said)
}
