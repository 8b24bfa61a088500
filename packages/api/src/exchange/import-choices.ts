import type { LabelData, LabelSetData, UserId } from '@parallax/domain'
import type { CorpusLabel, CorpusProblem, CorpusTarget, LabelChoice } from '@parallax/formats'
import * as z from 'zod'

const slots = ['documentField', 'topic', 'entityType', 'relationType'] as const
const most = 5_000

/** What somebody has decided about a file before it comes in. What is not said is done as usual. */
export const importChoicesSchema = z.strictObject({
  /** Labels that the project lacks: make them, leave them out, or take one that is there for them. */
  labels: z
    .array(
      z.strictObject({
        slot: z.enum(slots),
        set: z.string(),
        name: z.string(),
        to: z.union([z.enum(['create', 'skip']), z.strictObject({ id: z.uuid() })]),
      }),
    )
    .max(most)
    .default([]),
  /** What becomes of labels that are not named above. */
  otherLabels: z.enum(['create', 'skip']).default('create'),
  /**
   * Annotators as members of the project, or with `null` as guests. Whoever is not named is the one
   * member or guest of that very name, else a new guest.
   */
  people: z
    .array(z.strictObject({ name: z.string(), userId: z.nullable(z.uuid()) }))
    .max(most)
    .default([]),
  /** Whether a document that is there already gets the annotations of the file. */
  standingDocuments: z.enum(['add', 'skip']).default('add'),
  /** Whether what can be read comes in where something cannot. */
  withoutBadLines: z.boolean().default(false),
})
export type ImportChoices = z.infer<typeof importChoicesSchema>

/** Every choice left to us. */
export const usualChoices: ImportChoices = importChoicesSchema.parse({})

/** Something that stops an import, in words for who imports. Nothing was changed. */
export class ImportRefused extends Error {
  /** What is wrong with the file, where that is why. */
  readonly found: FoundProblems | undefined

  constructor(message: string, found?: FoundProblems) {
    super(message)
    this.found = found
  }
}
type FoundProblems = {
  readonly problems: readonly CorpusProblem[]
  readonly problemCount: number
}

/** What choices are made among. */
export type Chooseable = {
  readonly labels: ReadonlyMap<string, LabelData>
  readonly labelSets: ReadonlyMap<string, LabelSetData>
  /** Names of members of the project, by id. */
  readonly members: ReadonlyMap<string, string>
  /** Names of people without an account whom the project knows, by id. */
  readonly guests: ReadonlyMap<string, string>
  /** The id of a new one: the same in every import of the name. */
  readonly guestId: (name: string) => string
}

/** Choices as the rules of importing ask for them. Throws `ImportRefused` for what is not there. */
export function decide(
  choices: ImportChoices,
  project: Chooseable,
): Required<Pick<CorpusTarget, 'labelChoice' | 'personOf'>> {
  const labels = new Map(choices.labels.map((each) => [keyOf(each), choiceOf(each, project)]))
  const people = new Map(
    choices.people.map(({ name, userId }) => {
      if (userId !== null && !project.members.has(userId))
        throw new ImportRefused(`${name} was given to somebody who is not in the project.`)
      return [name, userId]
    }),
  )
  return {
    labelChoice: (label: CorpusLabel) => labels.get(keyOf(label)) ?? choices.otherLabels,
    personOf: (name) => {
      const chosen = people.has(name) ? people.get(name) : onlyOneNamed(name, project.members)
      const id = chosen ?? onlyOneNamed(name, project.guests) ?? project.guestId(name)
      return { id: id as UserId, name: project.members.get(id) ?? name } // ids of people of the project
    },
  }
}

function onlyOneNamed(name: string, people: ReadonlyMap<string, string>): string | undefined {
  const ids = [...people].flatMap(([id, own]) => (own === name ? [id] : []))
  return ids.length === 1 ? ids[0] : undefined
}

function choiceOf(
  { slot, name, to }: ImportChoices['labels'][number],
  { labels, labelSets }: Chooseable,
): LabelChoice {
  if (to === 'create' || to === 'skip') return to
  const label = labels.get(to.id)
  if (label === undefined || labelSets.get(label.labelSet)?.slot !== slot)
    throw new ImportRefused(`“${name}” was to become a label that the project does not have.`)
  return to
}

function keyOf({ slot, set, name }: Pick<CorpusLabel, 'slot' | 'set' | 'name'>): string {
  return slot === 'documentField' ? `${slot}\n${set}\n${name}` : `${slot}\n\n${name}`
}
