/** How a command ended, as the shell hears it. */
export const exitCodes = {
  done: 0,
  /** The rules say no: a bad file, no such project, a project that is not empty. */
  refused: 1,
  /** The command was not understood. */
  usage: 2,
  /** The data or the server cannot be reached, or may not be: it is in use, away, or not allowed. */
  unavailable: 3,
} as const

/** A reason to end that is the person's to know, not our mistake. */
export class CommandProblem extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.refused) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Where a command writes. */
export type Terminal = {
  /** What was asked for: standard output. */
  print(text: string): Promise<void>
  /** What happens meanwhile and what is wrong: standard error. */
  say(text: string): void
  /** Draws how far something is, in per cent; `undefined` takes it away. Only where a person looks. */
  readonly progress?: ((percent: number | undefined) => void) | undefined
}

/** Options that every command understands. */
export type CommonOptions = { readonly json?: boolean; readonly quiet?: boolean }

/** The terminal as the options want it: `--quiet` leaves out what only reassures. */
export function tell(terminal: Terminal, { quiet }: CommonOptions, text: string): void {
  if (!quiet) terminal.say(text)
}

/** One value as JSON on a line of its own. */
export function printJson(terminal: Terminal, value: unknown): Promise<void> {
  return terminal.print(`${JSON.stringify(value)}\n`)
}
