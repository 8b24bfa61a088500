import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a running server writes how programs on this machine reach it. */
const noteName = 'server.json'

/** Tells the command line, which may not open the embedded database meanwhile, whom to ask. */
export function leaveServerNote(dataFolder: string, at: { host: string; port: number }): void {
  mkdirSync(dataFolder, { recursive: true })
  // "Any address" is no address to call.
  const host = ['0.0.0.0', '::'].includes(at.host) ? '127.0.0.1' : at.host
  const note = {
    address: new URL(`http://${host.includes(':') ? `[${host}]` : host}:${at.port}`).origin,
  }
  writeFileSync(join(dataFolder, noteName), JSON.stringify(note), { mode: 0o600 })
}

/** Takes the note away again. */
export function removeServerNote(dataFolder: string): void {
  rmSync(join(dataFolder, noteName), { force: true })
}
