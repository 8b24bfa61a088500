import type { Exchange, LayersWish, SelectionWish } from '@parallax/api'
import { isUuid, type ProjectId } from '@parallax/domain'
import { type Codec, carrierOf, codecs, Ledger } from '@parallax/formats'
import { InvalidArgumentError, Option } from 'commander'
import { findPerson } from '../find-person.ts'
import { findProject } from '../find-project.ts'
import { addLossOptions, type LossOptions, requireLossless, tellLosses } from '../losses.ts'
import { addPartsOptions, chosenParts, type PartsOptions } from '../parts-options.ts'
import { whilePrinting, withProgress } from '../progress.ts'
import { CommandProblem, exitCodes, printJson, tell } from '../terminal.ts'
import { withExchange } from '../with-exchange.ts'
import { writePieces } from '../write-pieces.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type ExportOptions = LossOptions &
  PartsOptions & {
    readonly to: string
    readonly out?: string
    readonly layers?: Exclude<LayersWish, { of: string }>
    readonly of?: string
    readonly documents?: readonly string[]
  }

const written = Object.values(codecs).filter(({ write }) => write !== null)

/** `parallax export PROJECT --to FORMAT --out FILE`. */
export const exportCommand: CommandDefinition = (program, surroundings) => {
  const command = program
    .command('export')
    .description('write a project to a file, or to standard output')
    .argument('<project>', 'its id or its name')
    .addOption(
      new Option('--to <format>', 'the format')
        .choices(written.map(({ id }) => id))
        .default('parallax'),
    )
    .option('--out <file>', 'the file to write; without it, standard output')
    .addOption(
      new Option(
        '--layers <which>',
        'all side by side, those adjudicated, or some by id, separated by commas; mine with --server',
      ).argParser(layersOf),
    )
    .addOption(
      new Option('--of <person>', 'only what this person annotated, by name or id').conflicts(
        'layers',
      ),
    )
    .option('--documents <ids>', 'only these documents, separated by commas', idsOf)
  addPartsOptions(addLossOptions(command))
    .option('--json', 'print what was done as JSON (with --out)')
    .option('--quiet', 'say nothing but what is wrong')
    .action((project: string, options: ExportOptions) => run(project, options, surroundings))
}

function layersOf(which: string): NonNullable<ExportOptions['layers']> {
  return which === 'all' || which === 'mine' || which === 'adjudicated' ? which : idsOf(which)
}

function idsOf(list: string): readonly string[] {
  const ids = list.split(',').map((id) => id.trim())
  if (!ids.every(isUuid)) throw new InvalidArgumentError('Give ids, separated by commas.')
  return ids
}

async function run(
  idOrName: string,
  options: ExportOptions,
  { terminal, place }: CommandSurroundings,
): Promise<void> {
  const { to, out } = options
  if (options.layers === 'mine' && place.server === undefined)
    throw new CommandProblem('Here nobody is signed in: say whose, with --of.', exitCodes.usage)
  await withExchange(place, async (exchange) => {
    const project = await findProject(exchange, idOrName)
    if (!project) throw new CommandProblem(`There is no project "${idOrName}".`)
    const codec = requirePlace(to, out)
    const parts = chosenParts(codec, options)
    const selection = await selectionOf(exchange, project.id, options)
    const ledger = new Ledger()
    const atEnd = options.strict
      ? () => requireLossless(ledger.report(), options, terminal)
      : undefined
    await withProgress(whilePrinting(terminal, out), async (onProgress) => {
      const how = { ledger, options: parts, onProgress }
      const pieces = await exchange.export(project.id, to, selection, how)
      if (!pieces) throw new CommandProblem(`"${project.name}" cannot be written as ${to}.`)
      await writePieces(pieces, { out, terminal, atEnd })
    })
    const report = ledger.report()
    if (out !== undefined) tell(terminal, options, `"${project.name}" was written to ${out}.`)
    await tellLosses(report, options, terminal)
    const done = { project: project.id, format: to, file: out, report }
    if (options.json && out !== undefined) await printJson(terminal, done)
  })
}

async function selectionOf(
  exchange: Exchange,
  project: ProjectId,
  options: ExportOptions,
): Promise<SelectionWish> {
  const { layers = 'all', of } = options
  const documents = options.documents ?? ('all' as const)
  if (of === undefined) return { documents, layers }
  return { documents, layers: { of: await findPerson(exchange, project, of) } }
}

/** The format. An archive is no text for a terminal. */
function requirePlace(format: string, out: string | undefined): Codec {
  const codec = codecs[format]
  if (!codec) throw new CommandProblem(`There is no format "${format}".`)
  if (carrierOf(codec) === 'folder' && out === undefined)
    throw new CommandProblem(`${codec.title} is several files. Name an archive with --out.`)
  return codec
}
