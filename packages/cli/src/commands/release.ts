import type { Exchange, KnownProject, ShownRelease } from '@parallax/api'
import { arePercents, carrierOf, codecs, type SplitDraw } from '@parallax/formats'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { comparisonText } from '../comparison-text.ts'
import { counted } from '../counted.ts'
import { findProject } from '../find-project.ts'
import { addLossOptions, type LossOptions, requireLossless, tellLosses } from '../losses.ts'
import { type TellProgress, whilePrinting, withProgress } from '../progress.ts'
import { CommandProblem, type CommonOptions, printJson, type Terminal, tell } from '../terminal.ts'
import { withExchange } from '../with-exchange.ts'
import { writePieces } from '../write-pieces.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

/** `parallax release list|make|show|export|compare`. */
export const releaseCommand: CommandDefinition = (program, surroundings) => {
  const release = program
    .command('release')
    .description('immutable snapshots of a project: make, show, export and compare them')
  for (const define of [list, make, show, exportOne, compare]) define(release, surroundings)
}

type Define = (release: Command, surroundings: CommandSurroundings) => void

const list: Define = (release, { terminal, place }) => {
  release
    .command('list')
    .description('list the releases of a project, newest first')
    .argument('<project>', 'its id or its name')
    .option('--json', 'print JSON')
    .action((idOrName: string, { json }: CommonOptions) =>
      withProject(place, idOrName, async (exchange, project) => {
        const releases = await exchange.releases.list(project.id)
        if (json) return printJson(terminal, releases)
        return terminal.print(releases.map(lineOf).join(''))
      }),
    )
}

function lineOf({ number, summary, withdrawn }: ShownRelease): string {
  const { release, counts, content } = summary
  const words = [
    String(number).padStart(4),
    release.madeAt.slice(0, 10),
    counted(counts.documents, 'document'),
    content.sha256.slice(0, 12),
    release.title,
    ...(withdrawn ? ['(withdrawn)'] : []),
  ]
  return `${words.join('  ').trimEnd()}\n`
}

type MakeOptions = CommonOptions & {
  readonly title: string
  readonly notes: string
  readonly licence: string
  readonly annotatedOnly?: boolean
  readonly adjudicatedOnly?: boolean
  readonly split: SplitDraw['percents'] | 'none'
  readonly seed: number
  readonly by?: string
}

const make: Define = (release, { terminal, place }) => {
  release
    .command('make')
    .description('make a release of a project as it stands now')
    .argument('<project>', 'its id or its name')
    .option('--title <title>', 'what people call it', '')
    .option('--notes <notes>', 'what is new, for people', '')
    .option('--licence <licence>', 'under which terms, such as CC-BY-4.0', '')
    .option('--annotated-only', 'leave out documents without a layer that is released')
    .option('--adjudicated-only', 'release the adjudicated layers only')
    .addOption(
      new Option('--split <shares>', 'train/validation/test in per cent, such as 80/10/10, or none')
        .argParser(sharesOf)
        .default(sharesOf('80/10/10'), '80/10/10'),
    )
    .option('--seed <number>', 'the same seed draws the same splits', seedOf, 1)
    .option('--by <mail>', 'the account that makes it; without it, the owner of the instance')
    .option('--json', 'print JSON')
    .option('--quiet', 'say nothing but what is wrong')
    .action((idOrName: string, options: MakeOptions) =>
      withProject(place, idOrName, async (exchange, project) => {
        const number = await withProgress(terminal, (onProgress) =>
          makeOne(exchange, project, options, onProgress),
        )
        const made = await exchange.releases.get(project.id, number)
        const hash = made?.summary.content.sha256
        tell(terminal, options, `Release ${number} of "${project.name}": sha256:${hash}`)
        if (options.json) return printJson(terminal, { project: project.id, number, sha256: hash })
      }),
    )
}

async function makeOne(
  exchange: Exchange,
  project: KnownProject,
  options: MakeOptions,
  onProgress: TellProgress,
): Promise<number> {
  const user = await exchange.findUser(options.by)
  if (user === undefined) throw new CommandProblem(`There is no account ${options.by ?? ''}.`)
  const { title, notes, licence, split, seed } = options
  const all = options.adjudicatedOnly !== true
  const chosen = {
    documents: options.annotatedOnly ? 'annotated' : 'all',
    adjudicated: true,
    shared: all,
    annotators: all ? 'all' : [],
  } as const
  const draw = split === 'none' ? null : { seed, percents: split }
  const wanted = { title, notes, licence, chosen, draw }
  return exchange.releases.make(project.id, user, wanted, { onProgress })
}

const show: Define = (release, { terminal, place }) => {
  release
    .command('show')
    .description('print the card of a release; with --json its manifest')
    .argument('<project>', 'its id or its name')
    .argument('<number>', 'which release', numberOf)
    .option('--json', 'print the manifest')
    .option('--cite', 'print one line to cite it by')
    .action((idOrName: string, number: number, options: CommonOptions & { cite?: boolean }) =>
      withProject(place, idOrName, async (exchange, project) => {
        const found = await exchange.releases.get(project.id, number)
        if (!found) throw noRelease(project, number)
        if (options.cite) return terminal.print(`${found.citation}\n`)
        if (!options.json) return terminal.print(found.card)
        return terminal.print((await exchange.releases.manifest(project.id, number)) ?? '')
      }),
    )
}

type ExportOptions = LossOptions & { readonly to: string; readonly out?: string }

const exportOne: Define = (release, { terminal, place }) => {
  const written = Object.values(codecs).filter(({ write }) => write !== null)
  const command = release
    .command('export')
    .description('write a release to a file, the same bytes whenever it is asked for')
    .argument('<project>', 'its id or its name')
    .argument('<number>', 'which release', numberOf)
    .addOption(
      new Option('--to <format>', 'the format')
        .choices(written.map(({ id }) => id))
        .default('parallax'),
    )
    .option('--out <file>', 'the file to write; without it, standard output')
  addLossOptions(command)
    .option('--json', 'print what was done as JSON (with --out)')
    .option('--quiet', 'say nothing but what is wrong')
    .action((idOrName: string, number: number, options: ExportOptions) =>
      withProject(place, idOrName, (exchange, project) =>
        exportRelease(exchange, terminal, { project, number, options }),
      ),
    )
}

/** Whether anybody hears what is lost: it takes a reading of the whole release to know. */
function isHeard({ quiet, out, report, strict }: ExportOptions): boolean {
  return !quiet || out !== undefined || report !== undefined || strict === true
}

type WantedFile = {
  readonly project: KnownProject
  readonly number: number
  readonly options: ExportOptions
}

async function exportRelease(
  { releases }: Exchange,
  terminal: Terminal,
  { project, number, options }: WantedFile,
): Promise<void> {
  const { to, out } = options
  const codec = codecs[to]
  if (codec && carrierOf(codec) === 'folder' && out === undefined)
    throw new CommandProblem('This format is an archive: name a file for it with --out.')
  // A release stays as it is, so what is lost can be told before any of it is written.
  const report = isHeard(options) ? await releases.losses(project.id, number, to) : undefined
  if (report && options.strict) await requireLossless(report, options, terminal)
  await withProgress(whilePrinting(terminal, out), async (onProgress) => {
    const pieces = await releases.export(project.id, number, to, { onProgress })
    if (!pieces) throw noRelease(project, number)
    await writePieces(pieces, { out, terminal })
  })
  if (out !== undefined)
    tell(terminal, options, `Release ${number} of "${project.name}" was written to ${out}.`)
  if (report) await tellLosses(report, options, terminal)
  const done = { project: project.id, number, format: to, file: out, report }
  if (options.json && out !== undefined) await printJson(terminal, done)
}

const compare: Define = (release, { terminal, place }) => {
  release
    .command('compare')
    .description('say what differs between two releases')
    .argument('<project>', 'its id or its name')
    .argument('<from>', 'the earlier release', numberOf)
    .argument('<to>', 'the later release', numberOf)
    .option('--json', 'print JSON')
    .action((idOrName: string, from: number, to: number, { json }: CommonOptions) =>
      withProject(place, idOrName, async (exchange, project) => {
        await requireReleases(exchange, project, [from, to])
        const found = await exchange.releases.compare(project.id, from, to)
        if (!found) throw noRelease(project, from, to)
        return json ? printJson(terminal, found) : terminal.print(comparisonText(found))
      }),
    )
}

async function withProject(
  place: CommandSurroundings['place'],
  idOrName: string,
  work: (exchange: Exchange, project: KnownProject) => Promise<void>,
): Promise<void> {
  await withExchange(place, async (exchange) => {
    const project = await findProject(exchange, idOrName)
    if (!project) throw new CommandProblem(`There is no project "${idOrName}".`)
    await work(exchange, project)
  })
}

function noRelease({ name }: KnownProject, ...numbers: readonly number[]): CommandProblem {
  return new CommandProblem(`"${name}" has no release ${numbers.join(' and no release ')}.`)
}

/** Comparing only says that one is not there; people want to know which. */
async function requireReleases(
  { releases }: Exchange,
  project: KnownProject,
  numbers: readonly number[],
): Promise<void> {
  const there = new Set((await releases.list(project.id)).map(({ number }) => number))
  const missing = [...new Set(numbers)].filter((number) => !there.has(number))
  if (missing.length > 0) throw noRelease(project, ...missing)
}

function numberOf(word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new InvalidArgumentError('Give a number, from 1.')
  return Number(word)
}

function seedOf(word: string): number {
  const seed = Number(word)
  if (!/^\d{1,10}$/.test(word) || seed > 0xffffffff)
    throw new InvalidArgumentError('Give a whole number from 0 to 4294967295.')
  return seed
}

/** Not `null` for none: commander takes that for a word that is missing. */
function sharesOf(word: string): SplitDraw['percents'] | 'none' {
  if (word === 'none') return word
  const [train = 0, validation = 0, test = 0, ...more] = word.split('/').map(Number)
  const percents = { train, validation, test }
  if (more.length > 0 || !arePercents(percents))
    throw new InvalidArgumentError('Give three shares that make 100, such as 80/10/10, or none.')
  return percents
}
