import { writeSync } from 'node:fs'
import { appendChanges } from '../src/append-changes.ts'
import { openDatabase } from '../src/open-database.ts'
import { loadStream } from '../src/repositories/streams.ts'
import { sampleAppend, sampleEntry } from './sample-append.ts'
import { makeProjects } from './sample-projects.ts'

// Appends to one stream for ever and prints the id of every operation that was acknowledged.
const [dataFolder, projectId, streamId] = process.argv.slice(2)
if (!(dataFolder && projectId && streamId)) throw new Error('Which folder, project and stream?')

const { db } = await openDatabase({ dataFolder })
let seq = (await loadStream(db, projectId, streamId))?.seq ?? 0
await makeProjects(db, projectId)
for (;;) {
  const entry = sampleEntry()
  const change = sampleAppend({ projectId, streamId, expectedSeq: seq, entries: [entry] })
  const counters = [{ kind: 'mention', delta: 1 }]
  const [answer] = await appendChanges(db, [{ ...change, counters }])
  if (answer?.result !== 'appended') throw new Error(`Not appended: ${JSON.stringify(answer)}`)
  seq += 1
  writeSync(1, `${entry.opId}\n`)
}
