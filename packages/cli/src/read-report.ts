import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type FileReport, reportFile } from '@parallax/api'
import { isProjectCodecId, projectCodecs } from '@parallax/formats'
import { counted } from './counted.ts'
import type { TellProgress } from './progress.ts'
import { CommandProblem } from './terminal.ts'

/** What a file holds or all that is wrong with it. */
export async function readReport(
  file: string,
  format: string,
  tell: TellProgress = () => {},
): Promise<FileReport> {
  const read = isProjectCodecId(format) ? projectCodecs[format].read : null
  if (!read) throw new CommandProblem(`Files of the format "${format}" cannot be read.`)
  if (!existsSync(file)) throw new CommandProblem(`There is no file ${file}.`)
  const { size } = await stat(file)
  let readBytes = 0
  const onRead = (sizeBytes: number) => {
    readBytes += sizeBytes
    tell(readBytes / Math.max(size, 1))
  }
  return reportFile(file, read, { onRead })
}

/** The problems of a file, one a line, as compilers tell them. */
export function problemLines(
  file: string,
  { problems, problemCount }: Extract<FileReport, { isGood: false }>,
): string {
  const lines = problems.map(({ line, message }) => `${file}:${line}: ${message}`)
  const more = problemCount - problems.length
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n')
}

/** What a file holds, in a sentence. */
export function summaryLine({ summary }: Extract<FileReport, { isGood: true }>): string {
  const { name, documents, layers, records } = summary
  const parts = [
    counted(documents, 'document'),
    counted(layers, 'layer'),
    counted(records, 'record'),
  ]
  return `"${name}": ${parts.join(', ')}`
}
