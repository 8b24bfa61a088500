import { codecs } from '@parallax/formats'
import { type CommonOptions, printJson } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'

/** `parallax formats`: what can be written and read. */
export const formatsCommand: CommandDefinition = (program, { terminal }) => {
  program
    .command('formats')
    .description('list the formats that can be written and read')
    .option('--json', 'print JSON')
    .action(async ({ json }: CommonOptions) => {
      const formats = Object.values(codecs).map((codec) => ({
        id: codec.id,
        title: codec.title,
        fileExtension: codec.fileExtension,
        mediaType: codec.mediaType,
        keeps: codec.keeps,
        writes: codec.write !== null,
        reads: codec.read !== null,
      }))
      if (json) return printJson(terminal, formats)
      const lines = formats.map(({ id, title, keeps, reads }) => {
        const ways = reads ? 'export and import' : 'export only'
        return `${id.padEnd(10)} ${title}, ${ways}\n${' '.repeat(11)}${keeps}\n`
      })
      return terminal.print(lines.join(''))
    })
}
