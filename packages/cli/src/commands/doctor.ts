import { accessSync, constants, existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { checkIntegrity, type IntegrityReport } from '@parallax/api'
import { type Database, migrationTags } from '@parallax/db'
import { blobsOf, type Place, withDatabase } from '../place.ts'
import { problemLines, sizeText } from '../summary-text.ts'
import { CommandProblem, type CommonOptions, printJson } from '../terminal.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

/** What one looked at, and what came of it. */
type Finding = { readonly what: string; readonly isGood: boolean; readonly words: string }

/** `parallax doctor`: what would be used, and whether it is sound. */
export const doctorCommand: CommandDefinition = (program, surroundings) => {
  program
    .command('doctor')
    .description('look at settings, folders, database and data, and say what is wrong')
    .option('--json', 'print JSON')
    .action((options: CommonOptions) => run(options, surroundings))
}

async function run(
  options: CommonOptions,
  { terminal, place }: CommandSurroundings,
): Promise<void> {
  const around = await aroundFindings(place)
  const { findings, report } = await withDatabase(place, async (database) => {
    const before = [...around, ...(await databaseFindings(database))]
    // Tables of another version cannot be held to what this one knows.
    if (!before.every(isSchemaGood)) return { findings: [...before, unseenData], report: null }
    const report = await checkIntegrity(database.db, blobsOf(place))
    return { findings: [...before, dataFinding(report)], report }
  })
  if (options.json) await printJson(terminal, { findings, data: report })
  else {
    const lines = findings.map(
      ({ what, isGood, words }) => `${isGood ? 'ok  ' : 'BAD '} ${what}: ${words}`,
    )
    const problems = report === null ? [] : problemLines(report)
    await terminal.print(`${[...lines, ...problems].join('\n')}\n`)
  }
  if (findings.some(({ isGood }) => !isGood)) throw new CommandProblem('Something is wrong.')
}

async function aroundFindings({ dataFolder, databaseUrl }: Place): Promise<Finding[]> {
  return [
    {
      what: 'Node',
      isGood: isNodeNewEnough(),
      words: `${process.version}, at least 20.19 is needed`,
    },
    { what: 'database', isGood: true, words: databaseUrl ? masked(databaseUrl) : 'embedded' },
    folderFinding(dataFolder),
    await diskFinding(dataFolder),
  ]
}

function isNodeNewEnough(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}

/** A connection string without what is secret in it. */
function masked(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.password = url.password === '' ? '' : '***'
  return url.href
}

function folderFinding(folder: string): Finding {
  const what = 'data folder'
  if (!existsSync(folder)) return { what, isGood: false, words: `${folder} is not there` }
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
    return { what, isGood: true, words: folder }
  } catch {
    // That is the finding: whoever runs this may not write there.
    return { what, isGood: false, words: `${folder} cannot be written to` }
  }
}

async function diskFinding(folder: string): Promise<Finding> {
  const what = 'disk'
  if (!existsSync(folder)) return { what, isGood: false, words: 'unknown' }
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  return { what, isGood: free > 1_000_000_000, words: `${sizeText(free)} free` }
}

const schemaName = 'schema'

function isSchemaGood({ what, isGood }: Finding): boolean {
  return what !== schemaName || isGood
}

const unseenData: Finding = {
  what: 'data',
  isGood: false,
  words: 'not looked at, because the schema is not the one of this version',
}

async function databaseFindings({ pool }: Database): Promise<Finding[]> {
  const { rows } = await pool.query<{ version: string; journal: string | null }>(
    `select current_setting('server_version') as version,
       to_regclass('drizzle.__drizzle_migrations')::text as journal`,
  )
  const made = rows[0]?.journal == null ? 0 : await countMigrations(pool)
  return [
    { what: 'PostgreSQL', isGood: true, words: rows[0]?.version ?? 'unknown' },
    schemaFinding(made, migrationTags().length),
  ]
}

async function countMigrations(pool: Database['pool']): Promise<number> {
  const { rows } = await pool.query<{ steps: number }>(
    'select count(*)::int as steps from drizzle.__drizzle_migrations',
  )
  return rows[0]?.steps ?? 0
}

function schemaFinding(made: number, known: number): Finding {
  const counts = `${made} of ${known} changes made`
  const what = schemaName
  if (made === known) return { what, isGood: true, words: counts }
  const words =
    made < known
      ? `${counts}; starting the server makes the others`
      : `${made} changes made, of which this version knows ${known}: a newer one has been here`
  return { what, isGood: false, words }
}

function dataFinding(report: IntegrityReport): Finding {
  const { streams, changes, texts, originals, releases, problemCount } = report
  const counts = `${streams} streams, ${changes} changes, ${texts} texts, ${originals} originals, ${releases} releases`
  const words = problemCount === 0 ? `sound: ${counts}` : `${problemCount} problems`
  return { what: 'data', isGood: problemCount === 0, words }
}
