import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  bytesOfPieces,
  openInput,
  platformTools,
  refuseArchiveInside,
  writeOutput,
} from '@parallax/files'
import {
  type Codec,
  type CodecInput,
  type Converted,
  carrierOf,
  chooseFormat,
  codecs,
  convertFiles,
  type LossReport,
  UnreadableFile,
} from '@parallax/formats'
import { Option } from 'commander'
import { addLossOptions, type LossOptions, requireLossless, tellLosses } from '../losses.ts'
import { addPartsOptions, chosenParts, type PartsOptions } from '../parts-options.ts'
import { watchedInput, whilePrinting, withProgress } from '../progress.ts'
import { CommandProblem, printJson } from '../terminal.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type ConvertOptions = LossOptions &
  PartsOptions & {
    readonly from?: string
    readonly to: string
    readonly out?: string
  }

const all = Object.values(codecs)
const readable = all.filter(({ read }) => read !== null).map(({ id }) => id)
const writable = all.filter(({ write }) => write !== null).map(({ id }) => id)

/** `parallax convert IN --to FORMAT --out OUT`: from format to format, without a database. */
export const convertCommand: CommandDefinition = (program, { terminal }) => {
  const command = program
    .command('convert')
    .description('turn a file, folder or zip archive of one format into another')
    .argument('<in>', 'a file, a folder or a zip archive')
    .addOption(
      new Option('--from <format>', 'what it is; found out if it is plain').choices(readable),
    )
    .addOption(
      new Option('--to <format>', 'what it shall be').choices(writable).makeOptionMandatory(),
    )
    .option('--out <out>', 'where to write; formats of several files make a folder, or a .zip')
  addPartsOptions(addLossOptions(command))
    .option('--json', 'print the report as JSON (with --out)')
    .option('--quiet', 'say nothing but what is wrong')
    .action((place: string, options: ConvertOptions) => run(place, options, terminal))
}

type Terminal = CommandSurroundings['terminal']

async function run(place: string, options: ConvertOptions, terminal: Terminal): Promise<void> {
  if (!existsSync(place)) throw new CommandProblem(`There is no file or folder ${place}.`)
  if (options.out !== undefined && existsSync(options.out))
    throw new CommandProblem(`${options.out} is there already. Name another place, or remove it.`)
  try {
    await convert(place, options, terminal)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new CommandProblem(`${error.file}: ${error.message}`)
  }
}

async function convert(place: string, options: ConvertOptions, terminal: Terminal): Promise<void> {
  const input = await openInput(place)
  try {
    const from = codecOf(options.from) ?? (await foundOut(place, input))
    const to = codecNamed(options.to)
    const asked = { from, to, tools: platformTools, ...chosenParts(to, options) }
    const name = path.basename(place).replace(/\.[^.]+$/, '')
    // Files are read for what is in them, and again for what is written; before that all for a trial.
    const passes = options.strict ? 4 : 2
    const report = await withProgress(whilePrinting(terminal, options.out), async (tell) => {
      const files = watchedInput(input, passes, tell)
      const make = () =>
        convertFiles({ ...asked, input: files, name, at: new Date(0).toISOString() })
      if (options.strict) await tryLossless(await make(), options, terminal)
      const converted = await make()
      requireSound(converted)
      await write(converted, to, options, terminal)
      return converted.report()
    })
    await tellReport(report, options, terminal)
  } finally {
    await input.close()
  }
}

function codecOf(id: string | undefined): Codec | undefined {
  return id === undefined ? undefined : codecs[id]
}

function codecNamed(id: string): Codec {
  const codec = codecs[id]
  if (!codec) throw new CommandProblem(`There is no format "${id}".`)
  return codec
}

async function foundOut(place: string, { files }: CodecInput): Promise<Codec> {
  const likely = await chooseFormat(files, all)
  const [only, ...others] = likely
  if (!only) await refuseArchiveInside(files)
  if (only && others.length === 0) return only
  const ids = likely.map(({ id }) => id).join(', ')
  const why = only ? `It could be ${ids}.` : 'Nothing in it looks like a known format.'
  throw new CommandProblem(`Say what ${place} is, with --from. ${why}`)
}

function requireSound({ problems, problemCount }: Converted): void {
  if (problemCount === 0) return
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
  const more = problemCount - problems.length
  throw new CommandProblem([...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'))
}

/** Goes through everything without writing, and ends when anything would be lost. */
async function tryLossless(
  trial: Converted,
  options: ConvertOptions,
  terminal: Terminal,
): Promise<void> {
  requireSound(trial)
  for await (const _ of trial.pieces());
  await requireLossless(trial.report(), options, terminal)
}

async function write(
  converted: Converted,
  to: Codec,
  { out }: ConvertOptions,
  terminal: Terminal,
): Promise<void> {
  const carrier = carrierOf(to)
  if (out !== undefined) return writeOutput(out, carrier, converted.pieces())
  if (carrier === 'folder')
    throw new CommandProblem(`${to.title} is a folder of files. Name one with --out, or a .zip.`)
  for await (const piece of bytesOfPieces(carrier, converted.pieces()))
    await terminal.print(Buffer.from(piece).toString('utf8'))
}

async function tellReport(
  report: LossReport,
  options: ConvertOptions,
  terminal: Terminal,
): Promise<void> {
  await tellLosses(report, options, terminal)
  if (options.json && options.out !== undefined) await printJson(terminal, report)
}
