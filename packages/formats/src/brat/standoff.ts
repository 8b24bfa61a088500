import type { CorpusProblem } from '../corpus/corpus.ts'

/** Where a line of annotation stands, for problems. */
type Origin = { readonly file: string; readonly line: number }

/** `T`: a span of text. */
export type SpanLine = Origin & {
  readonly id: string
  readonly type: string
  readonly fragments: readonly { readonly start: number; readonly end: number }[]
  readonly quote: string | null
}
/** Role and id of what stands in it. */
export type Argument = { readonly role: string; readonly id: string }
/** `E`: a span that takes arguments. */
export type EventLine = Origin & {
  readonly id: string
  readonly trigger: string
  readonly arguments: readonly Argument[]
}
/** `R`. */
export type RelationLine = Origin & {
  readonly id: string
  readonly type: string
  readonly arguments: readonly Argument[]
}
/** `A` and `M`. */
export type AttributeLine = Origin & {
  readonly id: string
  readonly name: string
  readonly target: string
  /** `null` for a flag. */
  readonly value: string | null
}
/** `N`: what a span is in a knowledge base. */
export type NormLine = Origin & {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly base: string
  readonly key: string
  readonly text: string
}
/** `#`. */
export type NoteLine = Origin & {
  readonly type: string
  readonly target: string
  readonly text: string
}
/** `*`: a relation without an order. */
export type EquivalenceLine = Origin & {
  readonly type: string
  readonly members: readonly string[]
}

/** The lines of one document by their sort, in their order. */
export type Standoff = {
  readonly spans: readonly SpanLine[]
  readonly events: readonly EventLine[]
  readonly relations: readonly RelationLine[]
  readonly attributes: readonly AttributeLine[]
  readonly norms: readonly NormLine[]
  readonly notes: readonly NoteLine[]
  readonly equivalences: readonly EquivalenceLine[]
  readonly problems: readonly CorpusProblem[]
}

/** Reads the lines of the annotation files of one document. A line that cannot be read is told. */
export function parseStandoff(
  files: readonly { readonly path: string; readonly text: string }[],
): Standoff {
  const parser = new StandoffParser()
  for (const { path, text } of files)
    for (const [index, line] of text.split('\n').entries())
      parser.take(line.replace(/\r$/, ''), { file: path, line: index + 1 })
  return parser
}

class StandoffParser implements Standoff {
  readonly spans: SpanLine[] = []
  readonly events: EventLine[] = []
  readonly relations: RelationLine[] = []
  readonly attributes: AttributeLine[] = []
  readonly norms: NormLine[] = []
  readonly notes: NoteLine[] = []
  readonly equivalences: EquivalenceLine[] = []
  readonly problems: CorpusProblem[] = []
  readonly #ids = new Set<string>()

  take(line: string, origin: Origin): void {
    if (line.trim() === '') return
    const message = this.#read(line, origin)
    if (message) this.problems.push({ ...origin, message })
  }

  /** What is wrong with the line, if something is. */
  #read(line: string, origin: Origin): string | undefined {
    const [id = '', data = '', ...tails] = line.split('\t')
    const tail = tails.length === 0 ? null : tails.join('\t')
    if (id === '*') return this.#equivalence(words(data), origin)
    const read = this.#readers[id[0] ?? '']
    if (!read) return `The line begins with ${excerpt(id)}, which is no kind of brat annotation.`
    if (id[0] !== '#' && this.#ids.has(id)) return `The id ${id} is there already.`
    this.#ids.add(id)
    return read(id, data, tail, origin)
  }

  // A table of what each sort of line is read as, by its first sign.
  readonly #readers: Readonly<
    Record<
      string,
      (id: string, data: string, tail: string | null, origin: Origin) => string | undefined
    >
  > = {
    T: (id, data, tail, origin) => this.#span(id, data, tail, origin),
    E: (id, data, _, origin) => this.#event(id, words(data), origin),
    R: (id, data, _, origin) => this.#relation(id, words(data), origin),
    A: (id, data, tail, origin) => this.#attribute(id, withTail(data, tail), origin),
    M: (id, data, tail, origin) => this.#attribute(id, withTail(data, tail), origin),
    N: (id, data, tail, origin) => this.#norm(id, data, tail ?? '', origin),
    '#': (_, data, tail, origin) => this.#note(words(data), tail ?? '', origin),
  }

  #span(id: string, data: string, quote: string | null, origin: Origin): string | undefined {
    const found = /^(\S+) (\d+ \d+(?:;\d+ \d+)*)\s*$/.exec(data)
    if (!found) return `${id} is not "Type start end": ${excerpt(data)}.`
    const fragments = (found[2] ?? '').split(';').map((pair) => {
      const [start = 0, end = 0] = pair.split(' ').map(Number)
      return { start, end }
    })
    this.spans.push({ ...origin, id, type: found[1] ?? '', fragments, quote })
    return undefined
  }

  #event(id: string, [first = '', ...rest]: readonly string[], origin: Origin) {
    const trigger = argumentOf(first)
    const found = rest.map(argumentOf)
    if (!trigger || !areAll(found)) return `${id} is not "Type:T1 Role:T2".`
    this.events.push({ ...origin, id, trigger: trigger.id, arguments: found })
    return undefined
  }

  #relation(id: string, [type = '', ...rest]: readonly string[], origin: Origin) {
    const found = rest.map(argumentOf)
    if (type === '' || found.length !== 2 || !areAll(found))
      return `${id} is not "Type Arg1:T1 Arg2:T2": a relation has two ends.`
    this.relations.push({ ...origin, id, type, arguments: found })
    return undefined
  }

  #attribute(id: string, data: string, origin: Origin): string | undefined {
    const [, name, target, value] = /^(\S+)\s+(\S+)(?:\s+(\S.*))?$/s.exec(data.trim()) ?? []
    if (name === undefined || target === undefined) return `${id} is not "Name T1 value".`
    this.attributes.push({ ...origin, id, name, target, value: value ?? null })
    return undefined
  }

  #norm(id: string, data: string, text: string, origin: Origin): string | undefined {
    const [, type, target, base, key] = /^(\S+) (\S+) ([^\s:]+):(\S+)\s*$/.exec(data) ?? []
    if (!type || !target || !base || !key) return `${id} is not "Reference T1 Base:Id".`
    this.norms.push({ ...origin, id, type, target, base, key, text })
    return undefined
  }

  #note([type, target]: readonly string[], text: string, origin: Origin): string | undefined {
    if (!type || !target) return 'The note does not say what it is about: "#1 Type T1".'
    this.notes.push({ ...origin, type, target, text })
    return undefined
  }

  #equivalence([type, ...members]: readonly string[], origin: Origin): string | undefined {
    if (!type || members.length < 2) return 'The line is not "* Type T1 T2".'
    this.equivalences.push({ ...origin, type, members })
    return undefined
  }
}

function words(data: string): readonly string[] {
  return data.split(/\s+/).filter((word) => word !== '')
}

function withTail(data: string, tail: string | null): string {
  return tail === null ? data : `${data} ${tail}`
}

function argumentOf(word: string): Argument | undefined {
  const at = word.indexOf(':')
  return at > 0 && at < word.length - 1
    ? { role: word.slice(0, at), id: word.slice(at + 1) }
    : undefined
}

function areAll<T>(found: readonly (T | undefined)[]): found is readonly T[] {
  return found.every((each) => each !== undefined)
}

function excerpt(words: string): string {
  return JSON.stringify(words.length > 40 ? `${words.slice(0, 40)}…` : words)
}
