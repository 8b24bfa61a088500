import { Overloaded } from './overloaded.ts'
import { withinHeap } from './within-heap.ts'

/** How much may wait: of everybody together, and of one person. */
export type Room = { readonly operations: number; readonly bytes: number }

/** What one request brings. */
export type Load = { readonly userId: string } & Room

/** Enough for everyone of a large team at once; a person alone can fill a tenth. */
const roomForAll: Room = { operations: 10_000, bytes: withinHeap(128_000_000, 16) }
const roomForOne: Room = { operations: 1_000, bytes: withinHeap(32_000_000, 64) }

const nothing: Room = { operations: 0, bytes: 0 }

/** Counts what waits for the database, so that it cannot grow without end while that is slow. */
export class WaitingRoom {
  readonly #forAll: Room
  readonly #forOne: Room
  #all: Room = nothing
  readonly #byPerson = new Map<string, Room>()

  constructor(forAll: Room = roomForAll, forOne: Room = roomForOne) {
    this.#forAll = forAll
    this.#forOne = forOne
  }

  /** Everything that waits. */
  get waiting(): Room {
    return this.#all
  }

  /** Lets a request in, or throws `Overloaded`. Whoever is alone is always let in. */
  enter(load: Load): void {
    const own = this.#byPerson.get(load.userId) ?? nothing
    if (!fits(this.#forOne, own, load)) {
      throw new Overloaded('Too much of yours is waiting to be saved.', 1)
    }
    if (!fits(this.#forAll, this.#all, load)) {
      throw new Overloaded('Too much is waiting to be saved.', 2)
    }
    this.#all = sum(this.#all, load, 1)
    this.#byPerson.set(load.userId, sum(own, load, 1))
  }

  leave(load: Load): void {
    this.#all = sum(this.#all, load, -1)
    const own = sum(this.#byPerson.get(load.userId) ?? nothing, load, -1)
    if (own.operations > 0) this.#byPerson.set(load.userId, own)
    else this.#byPerson.delete(load.userId)
  }
}

function fits(room: Room, taken: Room, load: Room): boolean {
  if (taken.operations === 0) return true
  const both = sum(taken, load, 1)
  return both.operations <= room.operations && both.bytes <= room.bytes
}

function sum(a: Room, b: Room, sign: 1 | -1): Room {
  return { operations: a.operations + sign * b.operations, bytes: a.bytes + sign * b.bytes }
}
