import type { Place } from '../src/place.ts'
import { runCommandLine } from '../src/run-command-line.ts'

/** Runs a command line at a place: how it ends, what it prints, and what it says beside that. */
export async function runAt(place: Place, args: readonly string[]) {
  let [out, said] = ['', '']
  const terminal = {
    print: async (words: string) => {
      out += words
    },
    say: (words: string) => {
      said += `${words}\n`
    },
  }
  const exitCode = await runCommandLine(args, terminal, place)
  return { exitCode, out, said }
}
