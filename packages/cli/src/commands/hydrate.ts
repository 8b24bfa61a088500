import { existsSync } from 'node:fs'
import { canonicalText } from '@parallax/domain'
import { openInput, platformTools, writeOutput } from '@parallax/files'
import {
  type FilePiece,
  hydratedLines,
  type InputFile,
  linesOfFile,
  type MissingText,
  UnreadableFile,
} from '@parallax/formats'
import { CommandProblem, type CommonOptions, tell } from '../terminal.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type HydrateOptions = CommonOptions & { readonly texts: string; readonly out: string }

/** `parallax hydrate FILE --texts FOLDER --out OUT`: texts of one's own back into a stand-off file. */
export const hydrateCommand: CommandDefinition = (program, { terminal }) => {
  program
    .command('hydrate')
    .description('put the texts back into a file without texts, from copies of your own')
    .argument('<file>', 'a Parallax file without texts')
    .requiredOption('--texts <folder>', 'a folder, file or zip archive with the texts')
    .requiredOption('--out <file>', 'the whole file to write')
    .option('--quiet', 'say nothing but what is wrong')
    .action((file: string, options: HydrateOptions) => run(file, options, terminal))
}

async function run(
  file: string,
  options: HydrateOptions,
  terminal: CommandSurroundings['terminal'],
): Promise<void> {
  for (const place of [file, options.texts])
    if (!existsSync(place)) throw new CommandProblem(`There is no file or folder ${place}.`)
  if (existsSync(options.out)) throw new CommandProblem(`${options.out} is there already.`)
  const [input, texts] = [await openInput(file), await openInput(options.texts)]
  try {
    const [standoff] = input.files
    if (!standoff) throw new CommandProblem(`There is no file in ${file}.`)
    const known = await textsByHash(texts.files)
    const missing: MissingText[] = []
    const lines = () =>
      hydratedLines(
        linesOfFile(standoff),
        async (sha256) => textOf(known.get(sha256)),
        (document) => missing.push(document),
      )
    for await (const _ of lines());
    requireAll(missing)
    await writeOutput(options.out, 'file', piecesOf(lines()))
    tell(terminal, options, `The texts were put back: ${options.out}.`)
  } catch (error) {
    throw error instanceof SyntaxError
      ? new CommandProblem(`${file} is not a Parallax file without texts.`)
      : error
  } finally {
    await Promise.all([input.close(), texts.close()])
  }
}

/** The files that are texts, by the hash of the text in its stored form. */
async function textsByHash(files: readonly InputFile[]): Promise<ReadonlyMap<string, InputFile>> {
  const known = new Map<string, InputFile>()
  for (const file of files) {
    const text = await textOf(file)
    if (text !== undefined) known.set(platformTools.sha256(text), file)
  }
  return known
}

/** A file's text in the form that documents have; `undefined` for what is no text. */
async function textOf(file: InputFile | undefined): Promise<string | undefined> {
  if (!file) return undefined
  try {
    const pieces: string[] = []
    for await (const piece of file.text()) pieces.push(piece)
    const canonical = canonicalText(pieces.join(''))
    return canonical.ok ? canonical.value : undefined
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined
    throw error
  }
}

function requireAll(missing: readonly MissingText[]): void {
  if (missing.length === 0) return
  const lines = missing.slice(0, 20).map(({ title, sha256 }) => `"${title}" (SHA-256 ${sha256})`)
  const more = missing.length > 20 ? `\n… and ${missing.length - 20} more` : ''
  throw new CommandProblem(
    `The texts of ${missing.length} documents are not there, so nothing was written:\n${lines.join('\n')}${more}`,
  )
}

async function* piecesOf(lines: AsyncIterable<string>): AsyncGenerator<FilePiece> {
  for await (const content of lines) yield { path: 'project.jsonl', content }
}
