import { startBrowser } from './bench-browser.ts'
import { type Effort, type Figure, isBeyondBar } from './measure.ts'
import { lineOf, tableOf } from './report.ts'
import { measureProduct } from './session-figures.ts'
import { measureRows, measureSlopes, type Setting, surfaceRows } from './surface-figures.ts'
import { serveSurfacePage } from './surface-host.ts'

const full: Effort = { rounds: 7, sliceMs: 1_000, gestures: 5 }
const quick: Effort = { rounds: 3, sliceMs: 1_000, gestures: 3 }
const sections = ['open', 'add', 'slope', 'scroll', 'live', 'session', 'heap'] as const

await main()

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const named = sections.filter((section) => args.includes(section))
  const figures: Figure[] = []
  const setting: Setting = {
    effort: args.includes('--quick') ? quick : full,
    keys: args,
    profiled: args.includes('--profile'),
    report: (figure) => {
      figures.push(figure)
      console.log(lineOf(figure))
    },
  }
  try {
    await measure(named.length > 0 ? named : sections, setting)
  } finally {
    console.log(`\n${tableOf(figures)}`)
  }
  process.exitCode = figures.some(isBeyondBar) ? 1 : 0
}

async function measure(
  wanted: readonly (typeof sections)[number][],
  setting: Setting,
): Promise<void> {
  const browser = await startBrowser()
  const server = await serveSurfacePage()
  try {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } })
    page.on('pageerror', (error) => console.error(error))
    await page.goto(server.origin)
    for (const section of wanted) {
      if (section === 'slope') await measureSlopes(page, setting)
      else if (section !== 'session' && section !== 'heap')
        await measureRows(page, surfaceRows[section], setting)
    }
    await page.close()
    const ofProduct = new Set<string>(
      wanted.filter((name) => name === 'session' || name === 'heap'),
    )
    if (ofProduct.size > 0) await measureProduct(browser, ofProduct, setting)
  } finally {
    await browser.close()
    await server.close()
  }
}
