import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type BackupSummary, backupKey, backupName, verifyBackup, writeBackup } from '@parallax/api'
import { writeWhole } from '@parallax/files'
import { blobsOf, openPlace, type Place, type RunningServer } from '../place.ts'
import { missingLine, sizeText, summaryLine } from '../summary-text.ts'
import { CommandProblem, type CommonOptions, exitCodes, printJson, tell } from '../terminal.ts'
import type { CommandDefinition, CommandSurroundings } from './command-definition.ts'

/** `parallax backup [FILE]`: everything that must not be lost, in one file. */
export const backupCommand: CommandDefinition = (program, surroundings) => {
  program
    .command('backup')
    .description('write everything that must not be lost into one file, also while a server runs')
    .argument('[file]', 'the file to write, or a folder; by default a new file here')
    .option('--json', 'print what is in it as JSON')
    .option('--quiet', 'say nothing but what is wrong')
    .action((file: string | undefined, options: CommonOptions) => run(file, options, surroundings))
}

async function run(
  to: string | undefined,
  options: CommonOptions,
  { terminal, place }: CommandSurroundings,
): Promise<void> {
  const file = fileToWrite(to)
  const summary = await backUp(place, file)
  if (options.json) await printJson(terminal, { file, ...summary })
  else tell(terminal, options, `${summaryLine(summary)} ${file}, ${sizeText(statSync(file).size)}.`)
  if (summary.missingOriginals === 0) return
  // Whoever deletes older backups after a good one must not take this for one.
  throw new CommandProblem(
    `${missingLine(summary)} ${file} stays, with all the rest. Is PARALLAX_BLOBS (or PARALLAX_DATA) the server’s own? \`parallax doctor\` names the files.`,
  )
}

function fileToWrite(to: string | undefined): string {
  const asked = resolve(to ?? '.')
  const isFolder = existsSync(asked) && statSync(asked).isDirectory()
  const file = isFolder ? join(asked, backupName(new Date())) : asked
  if (existsSync(file)) throw new CommandProblem(`${file} is there already. Name another file.`)
  return file
}

async function backUp(place: Place, file: string): Promise<BackupSummary> {
  const opened = await openPlace(place)
  if ('server' in opened) return fetchBackup(opened.server, file)
  try {
    const { database } = opened
    return await writeBackup({ database, blobs: blobsOf(place), now: new Date() }, file)
  } finally {
    await opened.database.close()
  }
}

/** The embedded database belongs to the server that runs: it makes the backup, and we fetch it. */
async function fetchBackup({ address, secret }: RunningServer, file: string) {
  const authorization = `Bearer ${backupKey(secret, Date.now())}`
  const answer = await fetch(`${address}/api/backup`, { headers: { authorization } }).catch(
    (fault: unknown) => {
      throw new CommandProblem(
        `The server at ${address} has the data and does not answer: ${String(fault)}`,
        exitCodes.unavailable,
      )
    },
  )
  if (!answer.ok || answer.body === null)
    throw new CommandProblem(
      `The server at ${address} refused the backup (${answer.status}). Its log says why.`,
    )
  const body = answer.body as import('node:stream/web').ReadableStream // fetch's own, by Node's name
  return await writeWhole(
    file,
    async (to, draft) => {
      await pipeline(Readable.fromWeb(body), to)
      // What came over a line is read once before it counts as a backup.
      return await verifyBackup(draft)
    },
    { mode: 0o600 },
  )
}
