import { openBenchApi } from './bench-api.ts'
import { measureInBrowsers } from './browser-figures.ts'
import { measureHttp } from './http-figures.ts'
import { loadArgument, serveLoad } from './http-load.ts'
import { type Effort, type Figure, isBeyondBar } from './measure.ts'
import { measurePlanCost } from './plan-cost.ts'
import { lineOf, tableOf } from './report.ts'
import { measureSubmit } from './submit-figures.ts'

const full: Effort = { rounds: 7, sliceMs: 1_000, gestures: 5 }
const quick: Effort = { rounds: 3, sliceMs: 1_000, gestures: 3 }
const sections = ['cost', 'submit', 'http', 'visible', 'open'] as const

const args = process.argv.slice(2)
if (args[0] === loadArgument) serveLoad()
else await main()

async function main(): Promise<void> {
  const effort = args.includes('--quick') ? quick : full
  const named = sections.filter((section) => args.includes(section))
  const figures: Figure[] = []
  const report = (figure: Figure) => {
    figures.push(figure)
    console.log(lineOf(figure))
  }
  try {
    await measure(new Set(named.length > 0 ? named : sections), effort, report)
  } finally {
    console.log(`\n${tableOf(figures)}`)
  }
  process.exitCode = figures.some(isBeyondBar) ? 1 : 0
}

async function measure(
  wanted: ReadonlySet<(typeof sections)[number]>,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  if (wanted.has('cost')) report(await measurePlanCost(effort.rounds))
  for (const engine of ['postgresql', 'pglite'] as const) {
    if (!wanted.has('submit') && !wanted.has('http')) break
    const api = await openBenchApi(engine)
    try {
      if (wanted.has('submit')) await measureSubmit(api, effort, report)
      if (wanted.has('http')) await measureHttp(api, effort, report)
    } finally {
      await api.close()
    }
  }
  const inBrowsers = { visible: wanted.has('visible'), open: wanted.has('open') }
  if (inBrowsers.visible || inBrowsers.open) await measureInBrowsers(inBrowsers, effort, report)
}
