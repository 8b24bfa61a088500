import { measureExport } from './export-figures.ts'
import { measureImport } from './import-figures.ts'
import { type Figure, isBeyondBar } from './measure.ts'
import { lineOf, tableOf } from './report.ts'

const args = process.argv.slice(2)
const isQuick = args.includes('--quick')
const sections = ['import', 'export'] as const
const named = sections.filter((section) => args.includes(section))
const wanted = new Set<(typeof sections)[number]>(named.length > 0 ? named : sections)
const rounds = isQuick ? 3 : 7

const figures: Figure[] = []
const report = (figure: Figure) => {
  figures.push(figure)
  console.log(lineOf(figure))
}

if (wanted.has('import')) await measureImport(isQuick ? 5_000 : 100_000, 3, report)
if (wanted.has('export'))
  await measureExport({ documents: isQuick ? 5_000 : 100_000, recordsEach: 10 }, rounds, report)
console.log(`\n${tableOf(figures)}`)
process.exitCode = figures.some(isBeyondBar) ? 1 : 0
