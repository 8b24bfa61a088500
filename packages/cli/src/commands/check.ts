import { existsSync } from 'node:fs'
import { openInput, platformTools, refuseArchiveInside } from '@parallax/files'
import {
  type Codec,
  type CodecInput,
  chooseFormat,
  codecs,
  convertFiles,
  countedKinds,
  type LossReport,
  UnreadableFile,
} from '@parallax/formats'
import { Option } from 'commander'
import { counted } from '../counted.ts'
import { lossLines } from '../loss-text.ts'
import { watchedInput, withProgress } from '../progress.ts'
import { problemLines, readReport, summaryLine } from '../read-report.ts'
import { CommandProblem, type CommonOptions, printJson } from '../terminal.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type CheckOptions = CommonOptions & { readonly from?: string }

const all = Object.values(codecs)
const readable = all.filter(({ read }) => read !== null)

/** `parallax check FILE`: whether a file could be imported, without importing it. */
export const checkCommand: CommandDefinition = (program, { terminal }) => {
  program
    .command('check')
    .description(
      'say whether a file, folder or archive could be imported, and what is wrong with it',
    )
    .argument('<file>')
    .addOption(
      new Option('--from <format>', 'what it is; found out if it is plain').choices(
        readable.map(({ id }) => id),
      ),
    )
    .option('--json', 'print the report as JSON')
    .option('--quiet', 'only end with 0 or 1')
    .action((file: string, options: CheckOptions) => run(file, options, terminal))
}

type Terminal = CommandSurroundings['terminal']

async function run(file: string, options: CheckOptions, terminal: Terminal): Promise<void> {
  if (!existsSync(file)) throw new CommandProblem(`There is no file ${file}.`)
  try {
    const input = await openInput(file)
    try {
      const format = await formatOf(file, options, input)
      if (format.id === 'parallax') await checkProject(file, options, terminal)
      else await checkCorpus(file, { format, input }, options, terminal)
    } finally {
      await input.close()
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new CommandProblem(options.quiet ? '' : `${error.file}: ${error.message}`)
  }
}

async function formatOf(file: string, { from }: CheckOptions, input: CodecInput): Promise<Codec> {
  const wanted = from === undefined ? undefined : codecs[from]
  if (wanted) return wanted
  const [only, ...others] = await chooseFormat(input.files, all)
  if (!only) await refuseArchiveInside(input.files)
  // What is of no known format is looked at as one of ours: the reader says best what is wrong.
  if (!only) return codecs.parallax ?? refuseFormat(file, [])
  return others.length === 0 ? only : refuseFormat(file, [only, ...others])
}

function refuseFormat(file: string, likely: readonly Codec[]): never {
  const ids = likely.map(({ id }) => id).join(', ')
  throw new CommandProblem(`Say what ${file} is, with --from. It could be ${ids}.`)
}

async function checkProject(
  file: string,
  { json, quiet }: CheckOptions,
  terminal: Terminal,
): Promise<void> {
  const report = await withProgress(terminal, (tell) => readReport(file, 'parallax', tell))
  if (json) await printJson(terminal, report)
  if (!report.isGood) throw new CommandProblem(json || quiet ? '' : problemLines(file, report))
  if (!json && !quiet) await terminal.print(`${file}: ${summaryLine(report)}\n`)
}

/** Reads it as if it were to become a project: what would be lost on the way is told. */
async function checkCorpus(
  file: string,
  { format, input }: { readonly format: Codec; readonly input: CodecInput },
  { json, quiet }: CheckOptions,
  terminal: Terminal,
): Promise<void> {
  const to = codecs.parallax ?? refuseFormat(file, [])
  const at = new Date(0).toISOString()
  const asked = { from: format, to, tools: platformTools, name: 'check', at }
  const trial = await withProgress(terminal, async (tell) => {
    // Read for what is in them, and again for what would become of it.
    const made = await convertFiles({ ...asked, input: watchedInput(input, 2, tell) })
    if (made.problemCount === 0) for await (const _ of made.pieces());
    return made
  })
  const { problems, problemCount } = trial
  const report = trial.report()
  const isGood = problemCount === 0
  if (json) await printJson(terminal, { isGood, format: format.id, problems, problemCount, report })
  const lines = problems.map((each) => `${each.file}:${each.line}: ${each.message}`)
  if (!isGood) throw new CommandProblem(json || quiet ? '' : lines.join('\n'))
  if (json || quiet) return
  await terminal.print(`${file}: ${format.title}, ${documentsIn(report)}\n`)
  for (const line of lossLines(report)) terminal.say(line)
}

function documentsIn(report: LossReport): string {
  const [documents, ...others] = countedKinds.filter((kind) =>
    ['document', 'mention', 'claim', 'stance', 'relation'].includes(kind),
  )
  const count = documents ? report.in[documents] : 0
  const records = others.reduce((sum, kind) => sum + report.in[kind], 0)
  return `${counted(count, 'document')}, ${counted(records, 'record')}`
}
