import type { TextRange } from '@parallax/domain'
import {
  type StaticLine,
  type StaticPiece,
  type SurfaceRecord,
  type SurfaceZone,
  staticLines,
} from '@parallax/surface'

/** A paragraph of a still text with its marks. */
export type ReadingParagraph = Pick<
  StaticLine,
  'startUtf16' | 'endUtf16' | 'kind' | 'attributes'
> & {
  readonly pieces: readonly StaticPiece[]
  /** The records whose first words stand in it, in reading order. */
  readonly starting: readonly SurfaceRecord[]
}

export type ReadingSource = {
  readonly text: string
  readonly zones: readonly SurfaceZone[]
  /** Sorted by where they start. They are asked for as the reading goes on. */
  readonly records: Iterable<SurfaceRecord>
}

/** A block is drawn in one go: about two screens of text. */
const blockUtf16 = 3_000

/**
 * The paragraphs of a text with its marks, one after another. The work for a paragraph does not
 * grow with the document, so that the first can be shown before the last is thought of. Paragraphs
 * without words are left out.
 */
export function* readingParagraphs({
  text,
  zones,
  records,
}: ReadingSource): Generator<ReadingParagraph> {
  const queue = queueOf(records)
  let goingOn: readonly SurfaceRecord[] = []
  let begun: readonly SurfaceRecord[] = []
  for (const block of blocksOf(text)) {
    const beginning = queue.takeBefore(block.endUtf16)
    const here = [...goingOn, ...beginning]
    goingOn = here.filter(({ parts }) => (parts.at(-1)?.endUtf16 ?? 0) > block.endUtf16)
    begun = [...begun, ...beginning]
    for (const paragraph of paragraphsOf({ text, zones, records: here }, block)) {
      const isHere = (record: SurfaceRecord) => startOf(record) <= paragraph.endUtf16
      yield { ...paragraph, starting: begun.filter(isHere) }
      begun = begun.filter((record) => !isHere(record))
    }
  }
}

/** Stretches of whole lines. */
function* blocksOf(text: string): Generator<TextRange> {
  for (let startUtf16 = 0; startUtf16 < text.length; ) {
    const newline = text.indexOf('\n', startUtf16 + blockUtf16)
    const endUtf16 = newline < 0 ? text.length : newline + 1
    yield { startUtf16, endUtf16 }
    startUtf16 = endUtf16
  }
}

function queueOf(records: Iterable<SurfaceRecord>) {
  const iterator = records[Symbol.iterator]()
  let next = iterator.next()
  return {
    takeBefore: (endUtf16: number): readonly SurfaceRecord[] => {
      const taken: SurfaceRecord[] = []
      while (!next.done && startOf(next.value) < endUtf16) {
        taken.push(next.value)
        next = iterator.next()
      }
      return taken
    },
  }
}

function startOf({ parts }: SurfaceRecord): number {
  return parts[0]?.startUtf16 ?? 0
}

type BareParagraph = Omit<ReadingParagraph, 'starting'>
type HeldSource = ReadingSource & { readonly records: readonly SurfaceRecord[] }

function* paragraphsOf(source: HeldSource, block: TextRange): Generator<BareParagraph> {
  const whole = new Map(source.records.map((record) => [record.id, record]))
  const lines = staticLines({
    text: source.text.slice(block.startUtf16, block.endUtf16),
    records: source.records.flatMap((record) => {
      const parts = within(record.parts, block)
      return parts.length > 0 ? [{ ...record, parts }] : []
    }),
    zones: within(source.zones, block),
  })
  let held: StaticLine[] = []
  for (const line of lines) {
    held.push(line)
    if (line.attributes.class.includes('px-goes-on')) continue
    const paragraph = joined(held, block, whole)
    held = []
    if (paragraph.pieces.some(({ text }) => text.trim() !== '')) yield paragraph
  }
}

/** What lies in the block, counted from its start. */
function within<Range extends TextRange>(
  ranges: readonly Range[],
  { startUtf16, endUtf16 }: TextRange,
): readonly Range[] {
  return ranges
    .filter((range) => range.startUtf16 < endUtf16 && range.endUtf16 > startUtf16)
    .map((range) => ({
      ...range,
      startUtf16: Math.max(range.startUtf16, startUtf16) - startUtf16,
      endUtf16: Math.min(range.endUtf16, endUtf16) - startUtf16,
    }))
}

/** The lines of one paragraph as one: a long paragraph was split where a space stood. */
function joined(
  lines: readonly StaticLine[],
  { startUtf16 }: TextRange,
  whole: ReadonlyMap<string, SurfaceRecord>,
): BareParagraph {
  const [first] = lines
  const last = lines.at(-1)
  if (!first || !last) throw new Error('a paragraph has a line')
  const pieces = lines.flatMap((line, at) => [
    ...(at > 0 ? [space(line.startUtf16 + startUtf16 - 1)] : []),
    ...line.pieces.map((piece) => ({
      ...piece,
      startUtf16: piece.startUtf16 + startUtf16,
      records: piece.records.flatMap(({ id }) => whole.get(id) ?? []),
    })),
  ])
  const attributes = {
    ...first.attributes,
    class: first.attributes.class.replace('px-goes-on', ''),
  }
  return {
    startUtf16: first.startUtf16 + startUtf16,
    endUtf16: last.endUtf16 + startUtf16,
    kind: first.kind,
    attributes,
    pieces,
  }
}

function space(startUtf16: number): StaticPiece {
  return { startUtf16, text: ' ', className: null, mask: 0, records: [] }
}
