import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import path from 'node:path'
import {
  type BringRequest,
  type Exchange,
  type FileReport,
  ImportRefused,
  type KnownProject,
  namedChoicesSchema,
} from '@parallax/api'
import type { ProjectId, UserId } from '@parallax/domain'
import { type Codec, codecs, type ProjectCodecId, projectCodecs } from '@parallax/formats'
import { Option } from 'commander'
import { counted } from '../counted.ts'
import { findProject } from '../find-project.ts'
import { lossLines } from '../loss-text.ts'
import { withProgress } from '../progress.ts'
import { problemLines, readReport, summaryLine } from '../read-report.ts'
import { CommandProblem, type CommonOptions, printJson, tell } from '../terminal.ts'
import { withExchange } from '../with-exchange.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type ImportOptions = CommonOptions & {
  readonly from?: string
  readonly project: string
  readonly owner?: string
  readonly labels: 'create' | 'skip'
  readonly map?: string
  readonly withoutBadLines?: boolean
  readonly dryRun?: boolean
}
type GoodReport = Extract<FileReport, { isGood: true }>
type Terminal = CommandSurroundings['terminal']

const readable = Object.values(codecs)
  .filter(({ read }) => read !== null)
  .map(({ id }) => id)

/** `parallax import FILE --project NAME|ID`: a file of any format, beside what a project has. */
export const importCommand: CommandDefinition = (program, surroundings) => {
  program
    .command('import')
    .description('take a file, folder or zip archive into a project, or into a new one')
    .argument('<file>')
    .addOption(
      new Option('--from <format>', 'what it is; found out if it is plain').choices(readable),
    )
    .requiredOption('--project <name>', 'id or name; a name that is not there makes a new project')
    .option('--owner <email>', 'who imports; without it, the owner of this installation')
    .addOption(
      new Option('--labels <fate>', 'what becomes of labels that the project lacks')
        .choices(['create', 'skip'])
        .default('create'),
    )
    .option('--map <file>', 'what labels and annotators become, as JSON: {"labels":{},"people":{}}')
    .option('--without-bad-lines', 'import the rest where something cannot be read')
    .option('--dry-run', 'say what would come in, and change nothing')
    .option('--json', 'print what was done as JSON')
    .option('--quiet', 'say nothing but what is wrong')
    .action((file: string, options: ImportOptions) => run(file, options, surroundings))
}

async function run(
  file: string,
  options: ImportOptions,
  { terminal, place }: CommandSurroundings,
): Promise<void> {
  if (!existsSync(file)) throw new CommandProblem(`There is no file or folder ${file}.`)
  const whole = wholeFormat(file, options)
  const report = whole && (await withProgress(terminal, (tell) => readReport(file, whole, tell)))
  if (report && !report.isGood && !options.withoutBadLines)
    throw new CommandProblem(problemLines(file, report))
  await withExchange(place, async (exchange) => {
    const importedBy = await ownerOf(exchange, options.owner)
    const existing = await findProject(exchange, options.project)
    if (options.dryRun && !existing)
      throw new CommandProblem(`There is no project "${options.project}" to look into.`)
    const mode = report?.isGood ? report.summary.mode : 'side-by-side'
    const projectId =
      existing?.id ?? (await exchange.createProject(options.project, modeOf(mode), importedBy))
    const isAsItIs = !options.dryRun && options.map === undefined && options.labels === 'create'
    const isWhole = report?.isGood && isAsItIs && (await exchange.isEmpty(projectId))
    if (whole && isWhole) {
      const imported = await withProgress(terminal, (onProgress) =>
        exchange.import(projectId, whole, { file, importedBy }, { onProgress }),
      )
      if (!imported.isGood) throw new CommandProblem(problemLines(file, imported))
      return tellImported(terminal, options, { projectId, existing, imported })
    }
    await bring(exchange, terminal, options, { file, projectId, importedBy })
  })
}

/** The format, if it is one of a whole project: such a file can fill an empty project as it is. */
function wholeFormat(file: string, { from }: ImportOptions): ProjectCodecId | undefined {
  const isMeant = ({ id, fileExtension }: Codec) =>
    from === undefined ? file.endsWith(fileExtension) && isNative(file) : id === from
  return projectCodecs.parallax.read && isMeant(projectCodecs.parallax) ? 'parallax' : undefined
}

/** Whether the first line says that it is a file of ours. */
function isNative(file: string): boolean {
  const opened = openSync(file, 'r')
  try {
    const start = Buffer.alloc(200)
    readSync(opened, start)
    return start.toString('utf8').includes('"kind":"manifest"')
  } finally {
    closeSync(opened)
  }
}

function modeOf(mode: string): 'together' | 'side-by-side' {
  return mode === 'together' ? 'together' : 'side-by-side'
}

async function ownerOf(exchange: Exchange, email: string | undefined): Promise<UserId> {
  const owner = await exchange.findUser(email)
  if (owner) return owner
  throw new CommandProblem(
    email === undefined
      ? 'Nobody has signed up here yet, so nobody could see the project. Start Parallax and make the first account.'
      : `There is no account with the address ${email}.`,
  )
}

async function bring(
  exchange: Exchange,
  terminal: Terminal,
  options: ImportOptions,
  to: Pick<BringRequest, 'projectId' | 'importedBy'> & { readonly file: string },
): Promise<void> {
  const { labels, withoutBadLines, from, dryRun } = options
  const { file: place, ...rest } = to
  const file = { place, name: path.basename(place) }
  const map = readMap(options.map)
  const request = { ...rest, file, format: from ?? null, map, labels, withoutBadLines }
  try {
    const report = await withProgress(terminal, (onProgress) =>
      dryRun ? exchange.lookAt(request, { onProgress }) : exchange.bring(request, { onProgress }),
    )
    const { documents, standingDocuments, records, problems, losses } = report
    for (const problem of problems)
      terminal.say(`${problem.file}:${problem.line}: ${problem.message}`)
    const done = dryRun ? 'Would import' : 'Imported'
    const there =
      standingDocuments > 0
        ? `, ${standingDocuments} that ${standingDocuments === 1 ? 'is' : 'are'} there already`
        : ''
    const inAll = `${counted(documents, 'document')}${there}, ${counted(records, 'record')}`
    tell(terminal, options, `${done} ${inAll}.`)
    for (const line of lossLines(losses)) tell(terminal, options, line)
    if (options.json) await printJson(terminal, { project: to.projectId, ...report })
  } catch (fault) {
    if (!(fault instanceof ImportRefused)) throw fault
    const lines = fault.found?.problems.map((each) => `${each.file}:${each.line}: ${each.message}`)
    throw new CommandProblem(lines?.join('\n') ?? fault.message)
  }
}

function readMap(file: string | undefined): BringRequest['map'] {
  if (file === undefined) return { labels: {}, people: {} }
  if (!existsSync(file)) throw new CommandProblem(`There is no file ${file}.`)
  try {
    const parsed = namedChoicesSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (parsed.success) return parsed.data
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
  }
  throw new CommandProblem(
    `${file} is not of the form {"labels": {"PER": "Person", "MISC": null}, "people": {"ada": "ada@example.org"}}.`,
  )
}

async function tellImported(
  terminal: Terminal,
  options: ImportOptions,
  done: {
    readonly projectId: ProjectId
    readonly existing: KnownProject | undefined
    readonly imported: GoodReport
  },
): Promise<void> {
  const { projectId, existing, imported } = done
  const where = existing ? `"${existing.name}"` : `the new project "${options.project}"`
  tell(terminal, options, `Imported into ${where}: ${summaryLine(imported)}.`)
  if (options.json) await printJson(terminal, { project: projectId, ...imported.summary })
}
