import { type CommonOptions, printJson } from '../terminal.ts'
import { withExchange } from '../with-exchange.ts'
import type { CommandDefinition } from './command-definition.ts'

/** `parallax projects`: every project with its id. */
export const projectsCommand: CommandDefinition = (program, { terminal, place }) => {
  program
    .command('projects')
    .description('list the projects with their ids')
    .option('--json', 'print JSON')
    .action(async ({ json }: CommonOptions) => {
      const projects = await withExchange(place, (exchange) => exchange.projects())
      if (json) return printJson(terminal, projects)
      const lines = projects.map(
        ({ id, name, isArchived }) => `${id}  ${name}${isArchived ? ' (archived)' : ''}\n`,
      )
      return terminal.print(lines.join(''))
    })
}
