import { CommandProblem, type CommonOptions, printJson, tell } from '../terminal.ts'
import { withExchange } from '../with-exchange.ts'
import type { CommandDefinition } from './command-definition.ts'

/** `parallax reset-password EMAIL`: a link with which somebody chooses a new password. */
export const resetPasswordCommand: CommandDefinition = (program, { terminal, place }) => {
  program
    .command('reset-password')
    .description('make a link with which a person chooses a new password, once')
    .argument('<email>', 'the address that the person signs in with')
    .option('--json', 'print JSON')
    .option('--quiet', 'print the path only')
    .action(async (email: string, options: CommonOptions) => {
      const { token, expiresAt } = await withExchange(place, async (exchange) => {
        const user = await exchange.findUser(email)
        if (!user) throw new CommandProblem(`There is no account with the address ${email}.`)
        return exchange.makeResetLink(user)
      })
      const path = `/reset/${token}`
      if (options.json) return printJson(terminal, { path, expiresAt: expiresAt.toISOString() })
      const until = expiresAt.toISOString().slice(0, 16).replace('T', ' ')
      tell(terminal, options, `Good once, until ${until} UTC. Put the server's address before it:`)
      return terminal.print(`${path}\n`)
    })
}
