import { type Db, membersOf } from '@parallax/db'
import { codebookStreamId, mapValues, type ProjectId } from '@parallax/domain'
import { codebookIn } from '@parallax/formats'
import * as z from 'zod'
import { type ImportChoices, ImportRefused, usualChoices } from './import-choices.ts'
import { stateOf } from './write-vocabulary.ts'

/** Choices by names, as scripts make them. */
export const namedChoicesSchema = z.strictObject({
  /** Labels of the file to labels of the project by name; `null` leaves one out. */
  labels: z.record(z.string(), z.nullable(z.string())).default({}),
  /** Annotators of the file to members of the project, by name or e-mail address. */
  people: z.record(z.string(), z.string()).default({}),
})
export type NamedChoices = z.infer<typeof namedChoicesSchema>

/** Names as ids of a project. Throws `ImportRefused` for what is not in it. */
export async function choicesByName(
  db: Db,
  projectId: ProjectId,
  { labels, people }: NamedChoices,
  rest: Partial<Omit<ImportChoices, 'labels' | 'people'>>,
): Promise<ImportChoices> {
  const codebook = await stateOf(db, projectId, 'codebook', codebookStreamId(projectId))
  const known = codebookIn([...mapValues(codebook.records)])
  const members = await membersOf(db, projectId)
  return {
    ...usualChoices,
    ...rest,
    labels: Object.entries(labels).flatMap(([name, to]) => fatesOf(name, to, known)),
    people: Object.entries(people).map(([name, wanted]) => {
      const found = members.filter((member) => [member.name, member.email].includes(wanted))
      const [member] = found
      if (!member || found.length > 1)
        throw new ImportRefused(`${wanted} is not one member of the project.`)
      return { name, userId: member.userId }
    }),
  }
}

const slots = ['entityType', 'relationType', 'topic'] as const

function fatesOf(
  name: string,
  to: string | null,
  { labels, labelSets }: ReturnType<typeof codebookIn>,
): ImportChoices['labels'] {
  if (to === null) return slots.map((slot) => ({ slot, set: '', name, to: 'skip' as const }))
  const meant = [...labels].flatMap(([id, label]) => {
    const set = label.name === to ? labelSets.get(label.labelSet) : undefined
    return set ? [{ slot: set.slot, set: set.name, name, to: { id } }] : []
  })
  if (meant.length === 0) throw new ImportRefused(`The project has no label “${to}”.`)
  return meant
}
