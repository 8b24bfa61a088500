import { existsSync } from 'node:fs'
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
    .option(
      '--report <file>',
      'write what was kept and lost as JSON to this file; without it, beside OUT where anything was lost',
    )
    .option('--strict', 'end with 1, and write nothing, when anything would be lost')
}

/** Ends the command, and says why, when anything was lost; the report that was asked for is written. */
export async function requireLossless(
  report: LossReport,
  options: LossOptions,
  terminal: Terminal,
): Promise<void> {
  if (isLossless(report)) return
  if (options.report !== undefined) await writeReport(options.report, report)
  for (const line of lossLines(report)) terminal.say(line)
  const written = options.report === undefined ? '' : ` The report is in ${options.report}.`
  throw new CommandProblem(`Something would be lost, so nothing was written (--strict).${written}`)
}

/**
 * Says what was kept and lost, and writes it to the file that is named, or else beside what was
 * written: where anything was lost, or where an earlier report would now be untrue.
 */
export async function tellLosses(
  report: LossReport,
  options: LossOptions & { readonly out?: string },
  terminal: Terminal,
): Promise<void> {
  const beside = options.out === undefined ? undefined : besideOf(options.out)
  const isDue = beside !== undefined && (!isLossless(report) || existsSync(beside))
  const file = options.report ?? (isDue ? beside : undefined)
  if (file !== undefined) await writeReport(file, report)
  for (const line of lossLines(report)) tell(terminal, options, line)
  if (file !== undefined && file === beside) tell(terminal, options, `The report is in ${file}.`)
}

/** Where the report on a file or folder is, unless another place was named. */
function besideOf(out: string): string {
  return `${out.replace(/[\\/]+$/, '')}.report.json`
}

function writeReport(file: string, report: LossReport): Promise<void> {
  return writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
}
