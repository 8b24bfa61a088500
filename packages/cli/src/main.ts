import { readPlace } from './env.ts'
import { runCommandLine } from './run-command-line.ts'
import type { Terminal } from './terminal.ts'

const terminal: Terminal = {
  print: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (fault) => (fault ? reject(fault) : resolve()))
    }),
  say: (text) => {
    if (isDrawn) drawProgress(undefined)
    console.error(text)
  },
  progress: process.stderr.isTTY ? drawProgress : undefined,
}

const barLength = 30
/** Whether the line that is written next begins behind a bar. */
let isDrawn = false

function drawProgress(percent: number | undefined): void {
  isDrawn = percent !== undefined
  const done = Math.round(((percent ?? 0) / 100) * barLength)
  const bar = `${'█'.repeat(done)}${'░'.repeat(barLength - done)} ${percent} %`
  // Back to the start of the line, and away with what stands there.
  process.stderr.write(`\r\u001b[K${percent === undefined ? '' : bar}`)
}

// `parallax export … | head` closes our output early: nobody wants the rest, and that is all right.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
  process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2), terminal, readPlace())
