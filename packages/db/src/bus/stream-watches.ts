import type { Head, StreamKey, Subscription } from './change-bus.ts'

type Listener = (heads: readonly Head[]) => void

/** A subscriber, and the seq it knows of every stream it watches. */
type Subscriber = { readonly listener: Listener; readonly known: Map<string, number> }

/** Who watches which stream in this process, and how far each of them has heard. */
export class StreamWatches {
  readonly #byStream = new Map<string, { key: StreamKey; subscribers: Set<Subscriber> }>()

  subscribe(listener: Listener): Subscription {
    const subscriber: Subscriber = { listener, known: new Map() }
    return {
      watch: (heads) => {
        for (const head of heads) this.#add(subscriber, head)
      },
      unwatch: (streams) => {
        for (const stream of streams) this.#remove(subscriber, nameOf(stream))
      },
      close: () => {
        for (const name of [...subscriber.known.keys()]) this.#remove(subscriber, name)
      },
    }
  }

  /** Tells everybody who has not heard of these seqs; each listener is called at most once. */
  deliver(heads: readonly Head[]): void {
    const news = new Map<Subscriber, Head[]>()
    for (const head of heads) {
      for (const subscriber of this.#whoNeeds(head)) {
        const list = news.get(subscriber) ?? []
        news.set(subscriber, [...list, head])
      }
    }
    for (const [subscriber, list] of news) subscriber.listener(list)
  }

  /** The streams that somebody watches, by project. */
  watched(): Map<string, string[]> {
    const byProject = new Map<string, string[]>()
    for (const { key } of this.#byStream.values()) {
      const list = byProject.get(key.projectId) ?? []
      list.push(key.streamId)
      byProject.set(key.projectId, list)
    }
    return byProject
  }

  *#whoNeeds(head: Head): Generator<Subscriber> {
    const name = nameOf(head)
    for (const subscriber of this.#byStream.get(name)?.subscribers ?? []) {
      const known = subscriber.known.get(name)
      if (known === undefined || known >= head.seq) continue
      subscriber.known.set(name, head.seq)
      yield subscriber
    }
  }

  #add(subscriber: Subscriber, head: Head): void {
    const name = nameOf(head)
    const { projectId, streamId } = head
    const entry = this.#byStream.get(name) ?? {
      key: { projectId, streamId },
      subscribers: new Set(),
    }
    this.#byStream.set(name, entry)
    entry.subscribers.add(subscriber)
    subscriber.known.set(name, head.seq)
  }

  #remove(subscriber: Subscriber, name: string): void {
    subscriber.known.delete(name)
    const entry = this.#byStream.get(name)
    entry?.subscribers.delete(subscriber)
    if (entry?.subscribers.size === 0) this.#byStream.delete(name)
  }
}

function nameOf(stream: StreamKey): string {
  return `${stream.projectId} ${stream.streamId}`
}
