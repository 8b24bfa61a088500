import type { BackupSummary, IntegrityReport } from '@parallax/api'
import { counted } from './counted.ts'

/** A number of bytes as people read it. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const amount = bytes / 1000 ** power
  return `${amount >= 100 || power === 0 ? Math.round(amount) : amount.toFixed(1)} ${units[power]}`
}

/** What is in a backup, in one sentence. */
export function summaryLine({ madeAt, rows, originals }: BackupSummary): string {
  const of = (table: string, one: string) => counted(rows[table] ?? 0, one)
  const parts = [of('projects', 'project'), of('users', 'account'), of('changes', 'change')]
  const moment = madeAt.slice(0, 16).replace('T', ' ')
  return `${parts.join(', ')}, ${of('texts', 'text')}, ${counted(originals, 'original')}, as of ${moment} UTC.`
}

/** How many files a backup lacks, in one sentence. */
export function missingLine({ missingOriginals }: BackupSummary): string {
  const files = counted(missingOriginals, 'file')
  return `${files} of uploads and releases could not be found, or had been altered, when the backup was made: it is not whole.`
}

/** Each problem on a line of its own, and how many more there are. */
export function problemLines({ problems, problemCount }: IntegrityReport): string[] {
  const lines = problems.map(({ place, problem }) => `     ${place}: ${problem}`)
  const more = problemCount - problems.length
  return more > 0 ? [...lines, `     and ${more} more`] : lines
}
