import { Option } from 'commander'
import { problemLines, readableFormats, readReport, summaryLine } from '../read-report.ts'
import { CommandProblem, type CommonOptions, printJson } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'

type CheckOptions = CommonOptions & { readonly from: string }

/** `parallax check FILE`: whether a file could be imported, without importing it. */
export const checkCommand: CommandDefinition = (program, { terminal }) => {
  program
    .command('check')
    .description('say whether a file could be imported, and what is wrong with it')
    .argument('<file>')
    .addOption(
      new Option('--from <format>', 'the format').choices(readableFormats).default('parallax'),
    )
    .option('--json', 'print the report as JSON')
    .option('--quiet', 'only end with 0 or 1')
    .action(async (file: string, { from, json, quiet }: CheckOptions) => {
      const report = await readReport(file, from)
      if (json) await printJson(terminal, report)
      if (!report.isGood) throw new CommandProblem(json || quiet ? '' : problemLines(file, report))
      if (!json && !quiet) await terminal.print(`${file}: ${summaryLine(report)}\n`)
    })
}
