import type { Exchange, FileReport, KnownProject } from '@parallax/api'
import type { ProjectId, UserId } from '@parallax/domain'
import { isProjectCodecId } from '@parallax/formats'
import { Option } from 'commander'
import { findProject } from '../find-project.ts'
import { problemLines, readableFormats, readReport, summaryLine } from '../read-report.ts'
import { CommandProblem, type CommonOptions, printJson, tell } from '../terminal.ts'
import { withExchange } from '../with-exchange.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type ImportOptions = CommonOptions & {
  readonly from: string
  readonly project: string
  readonly owner?: string
}
type GoodReport = Extract<FileReport, { isGood: true }>

/** `parallax import FILE --from FORMAT --project NAME|ID`. */
export const importCommand: CommandDefinition = (program, surroundings) => {
  program
    .command('import')
    .description('take a file into an empty project, or into a new one')
    .argument('<file>')
    .addOption(
      new Option('--from <format>', 'the format').choices(readableFormats).default('parallax'),
    )
    .requiredOption('--project <name>', 'id or name; a name that is not there makes a new project')
    .option('--owner <email>', 'who imports; without it, the owner of this installation')
    .option('--json', 'print what was done as JSON')
    .option('--quiet', 'say nothing but what is wrong')
    .action((file: string, options: ImportOptions) => run(file, options, surroundings))
}

async function run(
  file: string,
  options: ImportOptions,
  { terminal, place }: CommandSurroundings,
): Promise<void> {
  const { from } = options
  const report = await readReport(file, from)
  if (!report.isGood) throw new CommandProblem(problemLines(file, report))
  await withExchange(place, async (exchange) => {
    const importedBy = await ownerOf(exchange, options.owner)
    const existing = await findProject(exchange, options.project)
    const projectId = existing?.id ?? (await createFor(exchange, options, report, importedBy))
    if (!isProjectCodecId(from)) throw new CommandProblem(`There is no format "${from}".`)
    const imported = await exchange.import(projectId, from, { file, importedBy })
    if (!imported.isGood) throw new CommandProblem(problemLines(file, imported))
    await tellImported(terminal, options, { projectId, existing, imported })
  })
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

/** A new project of that name, worked on as the one in the file was. */
function createFor(
  exchange: Exchange,
  { project }: ImportOptions,
  { summary }: GoodReport,
  owner: UserId,
): Promise<ProjectId> {
  const mode = summary.mode === 'together' ? 'together' : 'side-by-side'
  return exchange.createProject(project, mode, owner)
}

async function tellImported(
  terminal: CommandSurroundings['terminal'],
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
