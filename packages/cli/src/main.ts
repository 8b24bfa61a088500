import { readPlace } from './env.ts'
import { runCommandLine } from './run-command-line.ts'
import type { Terminal } from './terminal.ts'

const terminal: Terminal = {
  print: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (fault) => (fault ? reject(fault) : resolve()))
    }),
  say: (text) => console.error(text),
}

// `parallax export … | head` closes our output early: nobody wants the rest, and that is all right.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
  process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2), terminal, readPlace())
