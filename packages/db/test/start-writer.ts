import { spawn } from 'node:child_process'
import { bundleProgram } from './bundle-program.ts'

/** Starts a process of its own that appends to one stream for ever. */
export async function startWriter(folder: string, projectId: string, streamId: string) {
  const program = await bundleProgram(new URL('./writer-program.ts', import.meta.url))
  const child = spawn(process.execPath, [program, folder, projectId, streamId])
  let output = ''
  let complaint = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    ended,
    /** Why it ended, in its own words. */
    complaint: () => complaint,
    acknowledged: () =>
      output
        .slice(0, output.lastIndexOf('\n') + 1)
        .split('\n')
        .slice(0, -1),
    acknowledgedAtLeast: async (count: number) => {
      while (output.split('\n').length <= count) {
        if (child.exitCode !== null) throw new Error(`The writer ended: ${complaint}`)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
  }
}
