/** A span of words, from the first to before the last, that brackets mark. */
export type BracketSpan = { readonly start: number; readonly end: number; readonly label: string }

/** Spans, and the words at which a bracket has no other. */
export type BracketReading = {
  readonly spans: readonly BracketSpan[]
  readonly unmatched: readonly number[]
}

/**
 * Reads a column of named entities: `(PERSON*`, `*)`, `(PERSON)`; brackets may be in each other. A
 * closing bracket closes the last one that is open.
 */
export function readBrackets(cells: readonly string[]): BracketReading {
  const spans: BracketSpan[] = []
  const unmatched: number[] = []
  const open: { readonly start: number; readonly label: string }[] = []
  for (const [at, cell] of cells.entries())
    for (const [piece] of cell.matchAll(/\([^()*]*|\)/g)) {
      if (piece !== ')') open.push({ start: at, label: piece.slice(1) })
      else {
        const last = open.pop()
        if (last) spans.push({ ...last, end: at + 1 })
        else unmatched.push(at)
      }
    }
  return { spans: inOrder(spans), unmatched: [...unmatched, ...open.map(({ start }) => start)] }
}

/**
 * Reads a column of coreference: `(12`, `12)`, `(12)`, several joined by `|`. Each chain has its own
 * brackets, so that chains may cross.
 */
export function readChains(cells: readonly string[]): BracketReading {
  const chains = new Map<string, Chain>()
  for (const [at, cell] of cells.entries())
    for (const piece of cell.split('|')) {
      const [, opens, label = '', closes] = /^(\(?)([^()]+)(\)?)$/.exec(piece.trim()) ?? []
      const chain = chains.get(label) ?? new Chain(label)
      if (opens || closes) chains.set(label, chain)
      if (opens) chain.open(at)
      if (closes) chain.close(at)
    }
  const all = [...chains.values()]
  return {
    spans: inOrder(all.flatMap(({ spans }) => spans)),
    unmatched: all.flatMap(({ unmatched }) => unmatched),
  }
}

class Chain {
  readonly spans: BracketSpan[] = []
  readonly #label: string
  readonly #open: number[] = []
  readonly #strays: number[] = []

  constructor(label: string) {
    this.#label = label
  }

  open(at: number): void {
    this.#open.push(at)
  }

  close(at: number): void {
    const start = this.#open.pop()
    if (start === undefined) this.#strays.push(at)
    else this.spans.push({ start, end: at + 1, label: this.#label })
  }

  get unmatched(): readonly number[] {
    return [...this.#strays, ...this.#open]
  }
}

function inOrder(spans: readonly BracketSpan[]): readonly BracketSpan[] {
  return [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
}

/** The column that `readBrackets` reads, for spans of one sentence that do not cross. */
export function writeBrackets(length: number, spans: readonly BracketSpan[]): readonly string[] {
  const opening = Array.from({ length }, () => '')
  const closing = Array.from({ length }, () => '')
  for (const { start, end, label } of inOrder(spans)) {
    opening[start] += `(${label}`
    closing[end - 1] += ')'
  }
  return opening.map((opens, at) => {
    const closes = closing[at] ?? ''
    return opens !== '' && closes !== '' ? opens + closes : `${opens}*${closes}`
  })
}

/** The column that `readChains` reads, for spans that cross no other of their chain. */
export function writeChains(length: number, spans: readonly BracketSpan[]): readonly string[] {
  const pieces = Array.from({ length }, (): string[] => [])
  // What ends at a word is closed before what begins there, and the inner before the outer.
  for (const { start, end, label } of [...inOrder(spans)].reverse())
    if (end - start > 1) pieces[end - 1]?.push(`${label})`)
  for (const { start, end, label } of inOrder(spans))
    pieces[start]?.push(end - start > 1 ? `(${label}` : `(${label})`)
  return pieces.map((all) => (all.length > 0 ? all.join('|') : '-'))
}
