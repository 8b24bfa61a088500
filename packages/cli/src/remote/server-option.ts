import type { Command } from 'commander'
import type { Place } from '../place.ts'
import { CommandProblem, exitCodes, type Terminal } from '../terminal.ts'
import type { RemoteServer } from './api-client.ts'

/** Commands that a running server can do for us. */
const overHttp: readonly string[] = ['projects', 'export', 'import', 'release']

/**
 * Lets a program take `--server URL`, and answers the place with that server in it. The token is in
 * the environment: what stands in a list of arguments is seen by everybody on the machine.
 */
export function withServerOption(program: Command, place: Place, terminal: Terminal): Place {
  program.option('--server <url>', 'let a running server do it, with the token in PARALLAX_TOKEN')
  program.hook('preAction', (_, action) => {
    const name = nameUnder(program, action)
    if (program.opts().server === undefined || overHttp.includes(name)) return
    const detail = `"${name}" does not work over HTTP. These do: ${overHttp.join(', ')}.`
    throw new CommandProblem(detail, exitCodes.usage)
  })
  return {
    ...place,
    // Asked for when a command runs: by then the arguments were read.
    get server() {
      const { server } = program.opts<{ readonly server?: string }>()
      return server === undefined ? undefined : remoteServer(server, place, terminal)
    },
  }
}

function nameUnder(program: Command, command: Command): string {
  if (command.parent === null || command.parent === program) return command.name()
  return nameUnder(program, command.parent)
}

function remoteServer(address: string, { token }: Place, terminal: Terminal): RemoteServer {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new CommandProblem(`"${address}" is not the address of a server.`, exitCodes.usage)
  if (token === undefined)
    throw new CommandProblem(
      'Put an access token into the environment variable PARALLAX_TOKEN. It is made on the page Account.',
      exitCodes.usage,
    )
  return { url: url.href.replace(/\/+$/, ''), token, onProgress: terminal.progress }
}
