import { verifyBackup } from '@parallax/api'
import { missingLine, summaryLine } from '../summary-text.ts'
import { CommandProblem, type CommonOptions, printJson, tell } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'

/** `parallax verify FILE`: whether a backup is whole and unaltered. Needs no database. */
export const verifyCommand: CommandDefinition = (program, { terminal }) => {
  program
    .command('verify')
    .description('read a backup and hold every part of it to its hash')
    .argument('<file>', 'a file that `parallax backup` has written')
    .option('--json', 'print what is in it as JSON')
    .option('--quiet', 'say nothing but what is wrong')
    .action(async (file: string, options: CommonOptions) => {
      const summary = await verifyBackup(file)
      const isWhole = summary.missingOriginals === 0
      const found = isWhole ? 'Whole and unaltered' : 'Unaltered since it was made'
      if (options.json) await printJson(terminal, { file, isWhole, ...summary })
      else tell(terminal, options, `${found}: ${summaryLine(summary)}`)
      if (!isWhole)
        throw new CommandProblem(`${missingLine(summary)} It can be restored without them.`)
    })
}
