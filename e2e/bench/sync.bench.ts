import { type BenchApi, openBenchApi } from './bench-api.ts'
import { measureColdStart } from './cold-start-figure.ts'
import { measureFollowing } from './follow-figures.ts'
import { followersArgument, serveFollowers } from './followers.ts'
import { loadArgument, serveLoad } from './http-load.ts'
import { measureIdle } from './idle-figure.ts'
import { measureLive } from './live-figure.ts'
import { type Effort, type Figure, isBeyondBar } from './measure.ts'
import { lineOf, tableOf } from './report.ts'
import { measureReturn } from './return-figure.ts'
import { secondServerArgument, serveSecond } from './second-server.ts'
import { measureSoak } from './soak-figures.ts'
import { measureWriters } from './writer-figures.ts'

const full: Effort = { rounds: 7, sliceMs: 1_000, gestures: 7 }
const quick: Effort = { rounds: 3, sliceMs: 1_000, gestures: 3 }

/** Each on a database of its own, so that one does not measure what another has left behind. */
const sections = {
  write: measureWriters,
  follow: measureFollowing,
  live: measureLive,
  return: measureReturn,
  idle: measureIdle,
} as const

const args = process.argv.slice(2)
const soakMinutes = Number(/^--soak=(\d+)$/.exec(args.at(-1) ?? '')?.[1] ?? 0)
const otherSides: Readonly<Record<string, () => void>> = {
  [loadArgument]: serveLoad,
  [followersArgument]: serveFollowers,
  [secondServerArgument]: serveSecond,
}
const otherSide = otherSides[args[0] ?? '']
if (otherSide) otherSide()
else await main()

async function main(): Promise<void> {
  const effort = args.includes('--quick') ? quick : full
  const named = Object.entries(sections).filter(([name]) => args.includes(name))
  const figures: Figure[] = []
  const report = (figure: Figure) => {
    figures.push(figure)
    console.log(lineOf(figure))
  }
  try {
    if (soakMinutes > 0) await onApi((api) => measureSoak(api, soakMinutes, report))
    else {
      const isNamed = named.length > 0 || args.includes('start')
      for (const [, measure] of isNamed ? named : Object.entries(sections))
        await onApi((api) => measure(api, effort, report))
      if (!isNamed || args.includes('start')) await measureColdStart(effort, report)
    }
  } finally {
    console.log(`\n${tableOf(figures)}`)
  }
  process.exitCode = figures.some(isBeyondBar) ? 1 : 0
}

async function onApi(measure: (api: BenchApi) => Promise<void>): Promise<void> {
  const api = await openBenchApi('postgresql')
  try {
    await measure(api)
  } finally {
    await api.close()
  }
}
