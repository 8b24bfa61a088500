import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

/** How often the holder renews its note, and how old a note of another machine may be to count. */
const renewEveryMs = 15_000
const staleAfterMs = 5 * 60_000

export type FolderLock = { release: () => Promise<void> }

/**
 * Makes this process the only one to open `folder`, which is created if need be, or throws an error
 * that says who has it. The lock is a listening socket, which the system takes away when the process
 * dies in whatever way. Containers that share a volume do not see each other's sockets; a note in the
 * folder, renewed while it is held, keeps those apart.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true })
  const note = join(folder, 'in-use.json')
  const server = await listen(socketAddress(realpathSync(folder)), () => inUse(folder, note))
  if (heldElsewhere(note)) {
    await close(server)
    throw inUse(folder, note)
  }
  writeFileSync(note, JSON.stringify({ pid: process.pid, host: hostname() }))
  const renewal = setInterval(() => renew(note), renewEveryMs).unref()
  return {
    release: async () => {
      clearInterval(renewal)
      rmSync(note, { force: true })
      await close(server)
    },
  }
}

/** A name that every process on this machine derives from the folder, and nobody else. */
function socketAddress(realFolder: string): string {
  const name = `parallax-${createHash('sha256').update(realFolder).digest('hex').slice(0, 40)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

async function listen(address: string, refusal: () => Error): Promise<Server> {
  try {
    return await tryListen(address)
  } catch (error) {
    if (!isAddressInUse(error)) throw error
    // A socket file outlives a killed process; one that nobody answers at is only a leftover.
    if (!existsSync(address) || (await answers(address))) throw refusal()
    rmSync(address)
    return tryListen(address)
  }
}

function tryListen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(address, () => resolve(server.unref()))
  })
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function heldElsewhere(note: string): boolean {
  if (!existsSync(note)) return false
  const fresh = Date.now() - statSync(note).mtimeMs < staleAfterMs
  return fresh && readNote(note).host !== hostname()
}

function readNote(note: string): { pid?: unknown; host?: unknown } {
  if (!existsSync(note)) return {}
  const content = readFileSync(note, 'utf8')
  // A process that was killed while writing leaves half a note, which tells nothing.
  if (!content.endsWith('}')) return {}
  const parsed: unknown = JSON.parse(content)
  return typeof parsed === 'object' && parsed !== null ? parsed : {}
}

function renew(note: string): void {
  const now = new Date()
  if (existsSync(note)) utimesSync(note, now, now)
}

function inUse(folder: string, note: string): Error {
  const { pid, host } = readNote(note)
  const holder = pid === undefined ? 'another process' : `process ${pid} on ${host}`
  return new Error(
    `The data folder ${folder} is in use by ${holder}. Only one process at a time can open it: ` +
      'stop that one, choose another folder with PARALLAX_DATA, or set DATABASE_URL to a ' +
      'PostgreSQL server, which any number of processes can use. A process on another machine ' +
      `that is gone for good frees the folder within five minutes, or when ${note} is deleted.`,
  )
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
