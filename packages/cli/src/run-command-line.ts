import { BackupProblem, ReleaseProblem } from '@parallax/api'
import { Command, CommanderError } from 'commander'
import { commands } from './commands/registry.ts'
import type { Place } from './place.ts'
import { withServerOption } from './remote/server-option.ts'
import { CommandProblem, exitCodes, type Terminal } from './terminal.ts'

/** Does what the arguments ask for and answers the exit code. Faults of ours are thrown. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  place: Place,
): Promise<number> {
  const program = new Command('parallax')
    .description('Work with the projects of a Parallax installation: on its data, or over HTTP.')
    .exitOverride()
    .showHelpAfterError()
  const own = isSilent(args) ? { ...terminal, progress: undefined } : terminal
  const surroundings = { terminal: own, place: withServerOption(program, place, own) }
  for (const define of commands) define(program, surroundings)
  for (const command of withSubcommands(program))
    command.exitOverride().configureOutput({
      writeOut: (text) => void terminal.print(text),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCodes.done
  } catch (ending) {
    return exitCodeOf(ending, terminal)
  }
}

/** Whether nobody wants to see how far it is: no one looks, or a program reads along. */
function isSilent(args: readonly string[]): boolean {
  return args.includes('--quiet') || args.includes('--json')
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}

function exitCodeOf(ending: unknown, terminal: Terminal): number {
  if (ending instanceof CommanderError)
    return ending.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (ending instanceof BackupProblem || ending instanceof ReleaseProblem) {
    terminal.say(ending.message)
    return exitCodes.refused
  }
  if (!(ending instanceof CommandProblem)) throw ending
  if (ending.message !== '') terminal.say(ending.message)
  return ending.exitCode
}
