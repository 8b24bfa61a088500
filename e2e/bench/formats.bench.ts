import { measureExport } from './export-figures.ts'
import { measureImport } from './import-figures.ts'
import { type Figure, isBeyondBar } from './measure.ts'
import { lineOf, tableOf } from './report.ts'

const args = process.argv.slice(2)
const isQuick = args.includes('--quick')
const sections = ['import', 'export'] as const
const named = sections.filter((section) => args.includes(section))
const wanted = new Set<(typeof sections)[number]>(named.length > 0 ? named : sections)
// Of 100,000 documents one round takes minutes: three, unless others are asked for.
const rounds = numberAfter('--rounds=') ?? 3

// So that a figure can be looked into without the hour that all of them take.
const documents = numberAfter('--documents=') ?? (isQuick ? 5_000 : 100_000)

function numberAfter(name: string): number | undefined {
  const given = args.find((arg) => arg.startsWith(name))
  return given === undefined ? undefined : Number(given.slice(name.length))
}

const figures: Figure[] = []
const report = (figure: Figure) => {
  figures.push(figure)
  console.log(lineOf(figure))
}

if (wanted.has('import')) await measureImport(documents, rounds, report)
if (wanted.has('export')) await measureExport({ documents, recordsEach: 10 }, rounds, report)
console.log(`\n${tableOf(figures)}`)
process.exitCode = figures.some(isBeyondBar) ? 1 : 0
