import { existsSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { checkIntegrity, restoreBackup, verifyBackup } from '@parallax/api'
import { openDatabase } from '@parallax/db'
import { blobsOf, type Place } from '../place.ts'
import { missingLine, problemLines, summaryLine } from '../summary-text.ts'
import {
  CommandProblem,
  type CommonOptions,
  exitCodes,
  printJson,
  type Terminal,
  tell,
} from '../terminal.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

type RestoreOptions = CommonOptions & { readonly replace?: boolean }

/** `parallax restore FILE`: a backup put into an empty installation, or in the place of another. */
export const restoreCommand: CommandDefinition = (program, surroundings) => {
  program
    .command('restore')
    .description('put a backup into an empty installation, and check it there')
    .argument('<file>', 'a file that `parallax backup` has written')
    .option('--replace', 'take the place of the data folder, which is kept under another name')
    .option('--json', 'print what was restored as JSON')
    .option('--quiet', 'say nothing but what is wrong')
    .action((file: string, options: RestoreOptions) => run(file, options, surroundings))
}

async function run(
  file: string,
  options: RestoreOptions,
  { terminal, place }: CommandSurroundings,
): Promise<void> {
  tell(terminal, options, `Reading ${file} …`)
  await verifyBackup(file)
  const { databaseUrl, dataFolder } = place
  if (options.replace && databaseUrl !== undefined)
    throw new CommandProblem(
      'A backup is restored into an empty PostgreSQL database only: make a new one and name it in DATABASE_URL.',
      exitCodes.usage,
    )
  const isTaken = databaseUrl === undefined && holdsDatabase(dataFolder)
  if (isTaken && !options.replace)
    throw new CommandProblem(
      `There is an installation in ${dataFolder}. Name an empty folder with PARALLAX_DATA, or say --replace to keep it under another name.`,
    )
  const restored = isTaken
    ? await replaceFolder(place, file)
    : { ...(await fill(place, file)), kept: null }
  warnOfMissing(terminal, restored)
  if (options.json) return printJson(terminal, restored)
  tell(terminal, options, `Restored and checked: ${summaryLine(restored.summary)}`)
  if (restored.kept) tell(terminal, options, `What was there before is in ${restored.kept}.`)
}

/** What the backup never had does not keep the rest from being restored; it must not be hidden either. */
function warnOfMissing(
  terminal: Terminal,
  { summary, report }: Awaited<ReturnType<typeof fill>>,
): void {
  if (summary.missingOriginals === 0) return
  const { knownMissing } = report
  const still =
    knownMissing === 0 ? 'all of them were here already' : `${knownMissing} of them are not here`
  terminal.say(`${missingLine(summary)} Now ${still}; \`parallax doctor\` names them.`)
}

function holdsDatabase(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).includes('pglite')
}

/** Restores beside the folder first: what is there stays as it is until the new one is sound. */
async function replaceFolder(place: Place, file: string) {
  const { dataFolder } = place
  const draft = `${dataFolder}.restoring`
  const kept = `${dataFolder}.before-${new Date().toISOString().replace(/[-:.]/g, '').slice(0, 15)}`
  await refuseWhileInUse(dataFolder)
  await rm(draft, { recursive: true, force: true })
  try {
    const filled = await fill({ ...place, dataFolder: draft }, file)
    await rename(dataFolder, kept)
    await rename(draft, dataFolder)
    return { ...filled, kept }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function refuseWhileInUse(dataFolder: string): Promise<void> {
  try {
    await (await openDatabase({ dataFolder })).close()
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    if (!/\bin use\b/.test(reason)) return
    throw new CommandProblem(`Stop the server first. ${reason}`, exitCodes.unavailable)
  }
}

async function fill(place: Place, file: string) {
  const { databaseUrl, dataFolder } = place
  const database = await openDatabase(databaseUrl === undefined ? { dataFolder } : { databaseUrl })
  try {
    const blobs = blobsOf(place)
    const summary = await restoreBackup({ database, blobs }, file)
    const report = await checkIntegrity(database.db, blobs, summary.missingBlobs)
    if (report.problemCount > 0)
      throw new CommandProblem(
        ['The backup was restored, and its data is not sound:', ...problemLines(report)].join('\n'),
      )
    return { summary, report }
  } finally {
    await database.close()
  }
}
