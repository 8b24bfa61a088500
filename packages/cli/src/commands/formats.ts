import { codecs, type FormatRow, formatFeatures, formatRow } from '@parallax/formats'
import { type CommonOptions, printJson } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'

/** `parallax formats`: what can be written and read, and what each format holds. */
export const formatsCommand: CommandDefinition = (program, { terminal }) => {
  program
    .command('formats')
    .description('list the formats that can be written and read, and what they hold')
    .option('--json', 'print JSON')
    .action(async ({ json }: CommonOptions) => {
      const rows = Object.values(codecs).map(formatRow)
      if (json) return printJson(terminal, rows)
      return terminal.print(rows.map(rowText).join(''))
    })
}

function rowText(row: FormatRow): string {
  const { id, title, fileExtension, keeps, reads, writes, isLossless, holds } = row
  const { offsetUnit, offsetUnits } = row
  const ways = [writes && 'export', reads && 'import', isLossless && 'lossless']
  const held = formatFeatures.filter((feature) => holds[feature])
  const indent = ' '.repeat(15)
  return [
    `${id.padEnd(14)} ${title} (${fileExtension}), ${ways.filter((way) => way).join(', ')}`,
    `${indent}${keeps}`,
    `${indent}holds: ${held.join(', ') || 'none of them'}; offsets: ${offsetUnit}${offsetUnits.length > 0 ? ', or as chosen' : ''}`,
    '',
  ].join('\n')
}
