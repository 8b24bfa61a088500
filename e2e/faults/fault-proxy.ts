import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Choose } from '@parallax/domain/test'

/** What the line between clients and a server does to the bytes that travel on it. */
export type Line = {
  /** What every piece takes at least, and by how much that varies, in milliseconds. */
  readonly latencyMs: number
  readonly jitterMs: number
  /** Pieces of at most so many bytes; 0 leaves them as they come. */
  readonly sliceBytes: number
  /** How many bytes get through in a second, on each way of each connection; 0 for as many as come. */
  readonly bytesPerSecond: number
}

export const clearLine: Line = { latencyMs: 0, jitterMs: 0, sliceBytes: 0, bytesPerSecond: 0 }

/** The two ways on which bytes travel. */
export type Direction = 'up' | 'down'

/** Something that befalls the next request whose head holds these words, once. */
export type Trap =
  /** The server hears of it, the client hears nothing: its connection breaks instead. */
  | { readonly kind: 'lose-reply'; readonly words: string }
  /** The server hears it twice, the second time on a connection of its own. */
  | { readonly kind: 'double'; readonly words: string }
  /** It waits until `release`, and others overtake it. */
  | { readonly kind: 'hold'; readonly words: string }

/**
 * A stretch of network between clients and a server, in the test's hands: everything is a function
 * call, and all dice are the test's.
 */
export type FaultProxy = {
  readonly origin: string
  readonly port: number
  /** How bytes travel from now on. */
  line: Line
  /** Breaks every connection; new ones are accepted. */
  readonly cut: () => void
  /** Bytes that travel this way are kept from now on and the connections stay open: half-open. */
  readonly freeze: (...directions: readonly Direction[]) => void
  /** What was kept goes on, in its order. */
  readonly thaw: () => void
  /** While away, new connections are refused and there are no old ones. */
  readonly setAway: (isAway: boolean) => void
  /** Sets a trap; the promise resolves when something has been caught. */
  readonly catchNext: (trap: Trap) => Promise<void>
  /** Lets go of what `hold` has caught; where it has caught nothing, nothing is held any more. */
  readonly release: () => void
  /** How many connections clients have made so far. */
  readonly acceptedCount: () => number
  readonly close: () => Promise<void>
}

type OpenTrap = { readonly trap: Trap; readonly sprung: () => void }

/** Starts a proxy in front of a port of this machine. */
export async function startFaultProxy(targetPort: number, choose: Choose): Promise<FaultProxy> {
  const pairs = new Set<Pair>()
  const frozen = new Set<Direction>()
  let traps: readonly OpenTrap[] = []
  let isAway = false
  let accepted = 0
  const state = { line: clearLine }
  const take = (head: string): Trap | undefined => {
    const found = traps.find(({ trap }) => head.includes(trap.words))
    if (!found) return undefined
    traps = traps.filter((each) => each !== found)
    found.sprung()
    return found.trap
  }
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (isAway) return void client.destroy()
    accepted += 1
    const pair = new Pair(client, { targetPort, choose, frozen, take, line: () => state.line })
    pairs.add(pair)
    pair.whenOver(() => pairs.delete(pair))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const cut = () => {
    for (const pair of pairs) pair.destroy()
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    get line() {
      return state.line
    },
    set line(line) {
      state.line = line
    },
    cut,
    freeze: (...directions) => {
      for (const direction of directions) frozen.add(direction)
    },
    thaw: () => {
      frozen.clear()
      for (const pair of pairs) pair.thaw()
    },
    setAway: (isNow) => {
      isAway = isNow
      if (isNow) cut()
    },
    catchNext: (trap) =>
      new Promise((resolve) => {
        traps = [...traps, { trap, sprung: resolve }]
      }),
    release: () => {
      traps = traps.filter(({ trap }) => trap.kind !== 'hold')
      for (const pair of pairs) pair.release()
    },
    acceptedCount: () => accepted,
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type PairOptions = {
  readonly targetPort: number
  readonly choose: Choose
  readonly frozen: ReadonlySet<Direction>
  readonly take: (head: string) => Trap | undefined
  readonly line: () => Line
}

/** One connection of a client, and the one to the server that stands for it. */
class Pair {
  readonly #client: Socket
  readonly #target: Socket
  readonly #options: PairOptions
  readonly #up: Way
  readonly #down: Way
  #isHeld = false
  #losesReply = false
  /** What has come of a request that is to be sent twice. */
  #doubled: Buffer | undefined

  constructor(client: Socket, options: PairOptions) {
    this.#client = client
    this.#options = options
    this.#target = connect({ port: options.targetPort, host: '127.0.0.1', allowHalfOpen: true })
    this.#up = new Way(this.#target, options, () => this.#isHeld || options.frozen.has('up'))
    this.#down = new Way(client, options, () => options.frozen.has('down'))
    client.on('data', (bytes) => this.#hear(bytes))
    this.#target.on('data', (bytes) => {
      if (this.#losesReply) this.destroy()
      else this.#down.push(bytes)
    })
    client.on('end', () => this.#up.push('end'))
    this.#target.on('end', () => this.#down.push('end'))
    for (const socket of [client, this.#target]) {
      socket.setNoDelay(true)
      // What breaks on one side breaks on the other.
      socket.on('error', () => this.destroy())
    }
  }

  whenOver(listener: () => void): void {
    this.#client.once('close', listener)
  }

  destroy(): void {
    this.#client.destroy()
    this.#target.destroy()
  }

  thaw(): void {
    this.#up.flow()
    this.#down.flow()
  }

  release(): void {
    this.#isHeld = false
    this.#up.flow()
  }

  #hear(bytes: Buffer): void {
    // The head of a request is in the first piece that is sent of it.
    const trap = this.#options.take(bytes.toString('latin1'))
    if (trap?.kind === 'hold') this.#isHeld = true
    if (trap?.kind === 'lose-reply') this.#losesReply = true
    if (trap?.kind === 'double') this.#doubled = Buffer.alloc(0)
    if (this.#doubled) this.#gather(Buffer.concat([this.#doubled, bytes]))
    this.#up.push(bytes)
  }

  /** Says a request once more as soon as all of it is there. */
  #gather(request: Buffer): void {
    this.#doubled = request
    if (request.length < lengthOfRequest(request)) return
    this.#doubled = undefined
    const double = connect(this.#options.targetPort, '127.0.0.1')
    double.on('error', () => double.destroy())
    // Nobody hears its answer.
    double.on('data', () => double.end())
    double.write(request)
  }
}

/** Head and body of the request that begins here; more than there can be while its head is not whole. */
function lengthOfRequest(request: Buffer): number {
  const endOfHead = request.indexOf('\r\n\r\n')
  if (endOfHead < 0) return Number.POSITIVE_INFINITY
  const head = request.toString('latin1', 0, endOfHead)
  return endOfHead + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
}

type Piece = { readonly what: Buffer | 'end'; readonly dueMs: number }

/** One way of one connection: pieces arrive in their order, each when its time has come. */
class Way {
  readonly #to: Socket
  readonly #options: PairOptions
  readonly #isStopped: () => boolean
  readonly #kept: Piece[] = []
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined
  #busyUntilMs = 0

  constructor(to: Socket, options: PairOptions, isStopped: () => boolean) {
    this.#to = to
    this.#options = options
    this.#isStopped = isStopped
  }

  push(what: Buffer | 'end'): void {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#options.line()
    const delayMs = latencyMs + (jitterMs > 0 ? this.#options.choose.below(jitterMs) : 0)
    let dueMs = Math.max(this.#kept.at(-1)?.dueMs ?? 0, performance.now() + delayMs)
    for (const piece of this.#slices(what)) {
      if (bytesPerSecond > 0 && piece !== 'end') dueMs = this.#whenThrough(dueMs, piece.length)
      this.#kept.push({ what: piece, dueMs })
    }
    this.flow()
  }

  /** A narrow line takes the next piece when the one before is through. */
  #whenThrough(dueMs: number, bytes: number): number {
    this.#busyUntilMs =
      Math.max(this.#busyUntilMs, dueMs) + (bytes * 1_000) / this.#options.line().bytesPerSecond
    return this.#busyUntilMs
  }

  flow(): void {
    const [next] = this.#kept
    if (!next || this.#timer || this.#isStopped() || this.#to.destroyed) return
    const waitMs = next.dueMs - performance.now()
    if (waitMs > 0) this.#timer = setTimeout(() => this.#step(), waitMs)
    // A turn for each slice: written at once they would travel as one.
    else if (this.#kept.length > 1) this.#timer = setImmediate(() => this.#step())
    else this.#step()
  }

  #step(): void {
    this.#timer = undefined
    if (this.#isStopped() || this.#to.destroyed) return
    const next = this.#kept.shift()
    if (next?.what === 'end') this.#to.end()
    else if (next) this.#to.write(next.what)
    this.flow()
  }

  *#slices(what: Buffer | 'end'): Generator<Buffer | 'end'> {
    if (what === 'end') return void (yield what)
    for (let at = 0; at < what.length; ) {
      const length = this.#sliceLength() ?? what.length
      yield what.subarray(at, at + length)
      at += length
    }
  }

  /** How much travels at once; on a narrow line so much as takes a quarter of a second. */
  #sliceLength(): number | undefined {
    const { sliceBytes, bytesPerSecond } = this.#options.line()
    if (sliceBytes > 0) return 1 + this.#options.choose.below(sliceBytes)
    return bytesPerSecond > 0 ? Math.ceil(bytesPerSecond / 4) : undefined
  }
}
