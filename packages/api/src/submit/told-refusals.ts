import type { ChangeBus, Notice } from '@parallax/db'
import type { Refusal } from '@parallax/domain'
import { RecencyCache } from './recency-cache.ts'
import type { Task } from './task.ts'

const topic = 'refused'
const keptBytes = 8_000_000
/** A notice is small; a larger refusal is known to the process alone that gave it. */
const mostAnnouncedCharacters = 2_000

type Told = {
  readonly key: string
  readonly userId: string
  readonly streamId: string
  readonly attempt: number
  readonly refusal: Refusal
}

/**
 * What people were lately told is refused. Refusals are in no log; a request that comes a second time,
 * late, would be planned anew, and might be written after its author was told that it was not. An
 * operation that they try again themselves is a later attempt, and is planned.
 */
export class ToldRefusals {
  readonly #bus: ChangeBus
  readonly #told = new RecencyCache<Told>(keptBytes)

  constructor(bus: ChangeBus) {
    this.#bus = bus
    bus.onNotice((notice) => this.#hear(notice))
  }

  /** Keeps what a task is about to be told, here and in the other processes. */
  note(task: Task, refusal: Refusal): void {
    const { key, actor, operation, attempt } = task
    const streamId = operation.stream.id
    const told: Told = { key, userId: actor.userId, streamId, attempt, refusal }
    this.#keep(told)
    const isSmall = JSON.stringify(told).length <= mostAnnouncedCharacters
    if (isSmall) this.#bus.announce({ topic, content: told })
  }

  /** What was told of this attempt, or of a later one; `undefined` when it is to be planned. */
  of(task: Task): Refusal | undefined {
    const told = this.#told.get(task.key)
    if (told === undefined || told.attempt < task.attempt) return undefined
    const isSame = told.userId === task.actor.userId && told.streamId === task.operation.stream.id
    return isSame ? told.refusal : undefined
  }

  #hear({ topic: about, content }: Notice): void {
    // Processes of one installation run one version, and only `note` speaks of this topic.
    if (about === topic) this.#keep(content as Told)
  }

  #keep(told: Told): void {
    const known = this.#told.get(told.key)
    if (known !== undefined && known.attempt > told.attempt) return
    this.#told.put(told.key, told, JSON.stringify(told).length * 2)
  }
}
