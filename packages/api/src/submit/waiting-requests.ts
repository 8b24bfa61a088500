import { Claims } from './claims.ts'
import type { Task } from './task.ts'

/** The operations of one request. They are of one project, and stay together. */
type Request = readonly Task[]

/** Fewer are not worth a call of their own beside one that is on its way. */
const leastBeside = 16
const mostPerBatch = 400

/** Requests in the order of their arrival, of which batches are made. */
export class WaitingRequests {
  #requests: Request[] = []
  #operationCount = 0
  /** With fewer than these it is known that too little may be written beside what is on its way. */
  #worthLookingAt = leastBeside

  push(request: Request): void {
    this.#requests.push(request)
    this.#operationCount += request.length
  }

  get operationCount(): number {
    return this.#operationCount
  }

  /** The next batch where no other is being written: everything, or its half when there are two. */
  takeAlone(mayDivide: boolean): readonly Task[] {
    const streams = mayDivide && this.#isWorthTwo() ? this.#halfOfStreams() : undefined
    return this.#take(new Claims(), ([first]) => {
      return streams === undefined || (first !== undefined && streams.has(first.streamKey))
    })
  }

  /** What may be planned and written while `busy` is; nothing when that is too little. */
  takeBeside(busy: Claims): readonly Task[] {
    if (this.#operationCount < this.#worthLookingAt) return []
    const [requests, operationCount] = [this.#requests, this.#operationCount]
    const tasks = this.#take(busy, () => true)
    if (tasks.length >= leastBeside) return tasks
    this.#requests = requests
    this.#operationCount = operationCount
    this.#worthLookingAt = operationCount + leastBeside - tasks.length
    return []
  }

  /** Nothing overtakes what it might depend on: what is left behind lays claim to what it needs. */
  #take(busy: Claims, isWanted: (request: Request) => boolean): readonly Task[] {
    const taken: Task[] = []
    const left: Request[] = []
    const blocked = new Claims()
    for (const request of this.#requests) {
      const isFree = !busy.clashWith(request) && !blocked.clashWith(request)
      if (isFree && taken.length < mostPerBatch && isWanted(request)) taken.push(...request)
      else {
        left.push(request)
        blocked.add(request)
      }
    }
    this.#requests = left
    this.#operationCount -= taken.length
    this.#worthLookingAt = leastBeside
    return taken
  }

  #isWorthTwo(): boolean {
    if (this.operationCount < 2 * leastBeside) return false
    return this.#requests.every((request) => request.every((task) => task.isInLayer))
  }

  /** The streams first asked for, until they hold half of what waits. */
  #halfOfStreams(): ReadonlySet<string> {
    const counts = new Map<string, number>()
    for (const request of this.#requests) {
      const key = request[0]?.streamKey ?? ''
      counts.set(key, (counts.get(key) ?? 0) + request.length)
    }
    const half = new Set<string>()
    let sum = 0
    for (const [key, count] of counts) {
      if (half.size > 0 && 2 * (sum + count) > this.operationCount) break
      half.add(key)
      sum += count
    }
    return half
  }
}
