import type { Exchange } from '@parallax/api'
import type { ProjectId } from '@parallax/domain'
import { CommandProblem } from './terminal.ts'

/** The id of the one person, member or guest, whom a project knows by this id or name. */
export async function findPerson(
  exchange: Exchange,
  projectId: ProjectId,
  idOrName: string,
): Promise<string> {
  const people = await exchange.people(projectId)
  const found = people.filter(({ id, name }) => id === idOrName || name === idOrName)
  const [only, ...others] = found
  if (only && others.length === 0) return only.id
  const said = (all: typeof people) => all.map(({ id, name }) => `${name} (${id})`).join(', ')
  throw new CommandProblem(
    only
      ? `There are ${found.length} people named "${idOrName}". Name one by the id: ${said(found)}`
      : `The project knows nobody named "${idOrName}". There are: ${said(people)}`,
  )
}
