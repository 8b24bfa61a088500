import type { Exchange, KnownProject } from '@parallax/api'
import { CommandProblem } from './terminal.ts'

/** The one project with this id or name, or `undefined`. Several of one name are a problem. */
export async function findProject(
  exchange: Exchange,
  idOrName: string,
): Promise<KnownProject | undefined> {
  const found = await exchange.findProjects(idOrName)
  if (found.length > 1)
    throw new CommandProblem(
      `There are ${found.length} projects named "${idOrName}". Name one by its id: ${found.map(({ id }) => id).join(', ')}`,
    )
  return found[0]
}
