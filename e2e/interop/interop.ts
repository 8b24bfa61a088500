import { existsSync } from 'node:fs'
import path from 'node:path'
import { checks } from './checks.ts'
import type { Difference } from './interop-check.ts'
import { knownDifferences } from './known-differences.ts'
import { askReaders } from './real-readers.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Reads every fixture, prints what was found file by file, and answers whether all is explained. */
async function readFixtures(): Promise<boolean> {
  const given = process.env.INTEROP_FIXTURES
  const root = path.resolve(process.env.INIT_CWD ?? '.', given ?? '../shared/fixtures')
  if (!existsSync(root)) {
    say(
      `interop: not run, for there are no fixtures at ${root} (INTEROP_FIXTURES names their folder).`,
    )
    return given === undefined
  }
  const found = new Set<string>()
  let unexplained = 0
  for (const { folder, run } of checks) {
    const { fileCount, differences } = await run(path.join(root, folder))
    const isExplained = (difference: Difference) => keyOf(folder, difference) in knownDifferences
    const open = differences.filter((difference) => !isExplained(difference))
    unexplained += open.length
    const known = differences.length - open.length
    say(
      `${open.length === 0 ? 'as expected' : 'DIFFERENT  '}  ${folder}: ${fileCount} files, ${known} known differences`,
    )
    for (const difference of differences) {
      const key = keyOf(folder, difference)
      found.add(key)
      const reason = knownDifferences[key]
      const { expected, found: is } = difference
      say(
        reason === undefined
          ? `  ${key}: expected ${expected}, found ${is}`
          : `  known: ${key}: ${reason}`,
      )
    }
  }
  const stale = Object.keys(knownDifferences).filter((key) => !found.has(key))
  for (const key of stale) say(`STALE        ${key} is in the ledger and differs no more`)
  say(
    `interop: ${checks.length} folders, ${unexplained} unexplained differences, ${stale.length} stale entries.`,
  )
  return unexplained === 0 && stale.length === 0
}

function keyOf(folder: string, { file, what }: Difference): string {
  return `${folder}/${file}: ${what}`
}

const isExplained = await readFixtures()
const isReadByOthers = await askReaders(say)
process.exitCode = isExplained && isReadByOthers ? 0 : 1
