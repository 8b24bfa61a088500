import type { LabelData, LabelSetData } from '@parallax/domain'
import type { CorpusLabel } from '@parallax/formats'
import * as z from 'zod'
import { type ImportChoices, ImportRefused } from './import-choices.ts'
import { canStandFor, type OwnLabel, ownLabels } from './own-labels.ts'

/** Choices by names, as scripts make them. */
export const namedChoicesSchema = z.strictObject({
  /** Labels of the file to labels of the project by name; `null` leaves one out. */
  labels: z.record(z.string(), z.nullable(z.string())).default({}),
  /** Annotators of the file to members of the project, by name or e-mail address. */
  people: z.record(z.string(), z.string()).default({}),
})
export type NamedChoices = z.infer<typeof namedChoicesSchema>

/** What names are looked up in. */
export type NamedAmong = {
  /** The labels that the file has. */
  readonly ofFile: readonly CorpusLabel[]
  readonly labels: ReadonlyMap<string, LabelData>
  readonly labelSets: ReadonlyMap<string, LabelSetData>
  readonly members: readonly {
    readonly userId: string
    readonly name: string
    readonly email: string
  }[]
}

/** Names as ids of a project. Throws `ImportRefused` for what is not in it, or not in the file. */
export function choicesByName(
  { labels, people }: NamedChoices,
  among: NamedAmong,
): Pick<ImportChoices, 'labels' | 'people'> {
  const known = among.ofFile.map(({ name }) => name)
  refuseUnknown(Object.keys(labels), known, ['The file has no label', 'It has'])
  const fates = new LabelFates(among)
  return {
    labels: Object.entries(labels).flatMap(([name, to]) => fates.of(name, to)),
    people: Object.entries(people).map(([name, wanted]) => {
      const found = among.members.filter((member) => [member.name, member.email].includes(wanted))
      const [member] = found
      if (!member || found.length > 1)
        throw new ImportRefused(`${wanted} is not one member of the project.`)
      return { name, userId: member.userId }
    }),
  }
}

/** Throws `ImportRefused` for annotators whom the file does not name, once all of it was read. */
export function requirePeople({ people }: NamedChoices, annotators: readonly string[]): void {
  refuseUnknown(Object.keys(people), annotators, ['The file names no annotator', 'It names'])
}

/** The most names that a refusal tells of those that are there. */
const mostNamed = 20

function refuseUnknown(
  names: readonly string[],
  known: readonly string[],
  [lacks, has]: readonly [lacks: string, has: string],
): void {
  const there = [...new Set(known)]
  const unknown = names.filter((name) => !there.includes(name))
  if (unknown.length === 0) return
  const listed = there.slice(0, mostNamed).map(quoted).join(', ') || 'none'
  const more = there.length > mostNamed ? ` and ${there.length - mostNamed} more` : ''
  throw new ImportRefused(`${lacks} ${unknown.map(quoted).join(', ')}. ${has}: ${listed}${more}.`)
}

function quoted(name: string): string {
  return `“${name}”`
}

type Fates = ImportChoices['labels']

/** What becomes of labels by name: each use of it in the file is one for itself. */
class LabelFates {
  readonly #ofFile: readonly CorpusLabel[]
  readonly #ofProject: readonly OwnLabel[]

  constructor(among: NamedAmong) {
    this.#ofFile = among.ofFile
    this.#ofProject = ownLabels(among)
  }

  of(name: string, to: string | null): Fates {
    const uses = this.#ofFile.filter((label) => label.name === name)
    if (to === name) return []
    // A label that stands is taken as itself, whatever is said of it.
    if (uses.every((use) => this.#standing(use, name) !== undefined))
      throw new ImportRefused(
        `The project has the label ${quoted(name)} itself: it cannot be left out or become another.`,
      )
    if (to === null) return uses.map(({ slot, set }) => ({ slot, set, name, to: 'skip' }))
    const fates = uses.flatMap((use): Fates => {
      const id = this.#standing(use, to)
      return id === undefined ? [] : [{ slot: use.slot, set: use.set, name, to: { id } }]
    })
    if (fates.length > 0) return fates
    throw new ImportRefused(
      `The project has no label ${quoted(to)} for ${uses.map(useOf).join(' or ')}.`,
    )
  }

  /** The label of that name which can stand in the same place. */
  #standing(use: CorpusLabel, name: string): string | undefined {
    return this.#ofProject.find((label) => label.name === name && canStandFor(label, use))?.id
  }
}

const slotWords: Readonly<Record<CorpusLabel['slot'], string>> = {
  entityType: 'types of entities',
  relationType: 'types of relations',
  topic: 'topics',
  documentField: 'the document field',
}

function useOf({ slot, set }: CorpusLabel): string {
  return slot === 'documentField' ? `${slotWords[slot]} ${quoted(set)}` : slotWords[slot]
}
