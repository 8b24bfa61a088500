/** One event of an event stream. */
export type StreamEvent = { readonly type: string; readonly data: string }

/** Makes events of the pieces in which an event stream arrives, cut anywhere. */
export class EventStreamReader {
  /** What came after the last end of a line. */
  #rest = ''
  #type = ''
  #data: string[] = []

  /** The events that are whole now. */
  read(piece: string): readonly StreamEvent[] {
    const lines = (this.#rest + piece).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.#take(line.endsWith('\r') ? line.slice(0, -1) : line))
  }

  #take(line: string): readonly StreamEvent[] {
    if (line === '') return this.#finish()
    const colon = line.indexOf(':')
    // A line that begins with a colon is a comment.
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') this.#type = value
    if (name === 'data') this.#data.push(value)
    return []
  }

  #finish(): readonly StreamEvent[] {
    const event = { type: this.#type || 'message', data: this.#data.join('\n') }
    const isEmpty = this.#data.length === 0
    this.#type = ''
    this.#data = []
    return isEmpty ? [] : [event]
  }
}
