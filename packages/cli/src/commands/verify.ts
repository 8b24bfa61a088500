import { verifyBackup } from '@parallax/api'
import { summaryLine } from '../summary-text.ts'
import { type CommonOptions, printJson, tell } from '../terminal.ts'
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
      if (options.json) return printJson(terminal, { file, isWhole: true, ...summary })
      return tell(terminal, options, `Whole and unaltered: ${summaryLine(summary)}`)
    })
}
