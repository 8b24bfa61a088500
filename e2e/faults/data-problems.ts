import path from 'node:path'
import { checkIntegrity, folderBlobStore, type IntegrityReport } from '@parallax/api'
import { type Database, openDatabase } from '@parallax/db'
import type { JourneyServer } from '../journeys/journey-server.ts'

type Problems = IntegrityReport['problems']

/**
 * What is not as it must be in a database and the folder with its originals: every log is folded anew and
 * must give its tables, references and counters.
 */
export async function problemsIn({ db }: Database, dataFolder: string): Promise<Problems> {
  const report = await checkIntegrity(db, folderBlobStore(path.join(dataFolder, 'blobs')))
  return report.problems
}

/** The same of what a server leaves behind, which has ended. */
export async function problemsLeftBy({ place, dataFolder }: JourneyServer): Promise<Problems> {
  const database = await openDatabase(place)
  try {
    return await problemsIn(database, dataFolder)
  } finally {
    await database.close()
  }
}
