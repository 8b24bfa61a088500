import { writeFile } from 'node:fs/promises'
import { isLossless, type LossReport } from '@parallax/formats'
import type { Command } from 'commander'
import { lossLines } from './loss-text.ts'
import { CommandProblem, type CommonOptions, type Terminal, tell } from './terminal.ts'

/** What a command that writes a format lets one say about losses. */
export type LossOptions = CommonOptions & { readonly report?: string; readonly strict?: boolean }

/** Lets a command take what `LossOptions` says. */
export function addLossOptions(command: Command): Command {
  return command
    .option('--report <file>', 'write what was kept and lost as JSON to this file')
    .option('--strict', 'end with 1, and write nothing, when anything would be lost')
}

/** Ends the command, and says why, when anything was lost. */
export function requireLossless(report: LossReport, terminal: Terminal): void {
  if (isLossless(report)) return
  for (const line of lossLines(report)) terminal.say(line)
  throw new CommandProblem('Something would be lost, so nothing was written (--strict).')
}

/** Says what was kept and lost, and writes it to a file where one is named. */
export async function tellLosses(
  report: LossReport,
  options: LossOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.report !== undefined)
    await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`)
  for (const line of lossLines(report)) tell(terminal, options, line)
}
