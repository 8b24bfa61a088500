import { countedAs } from '../conversion/table-losses.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { quotedExamples } from '../parallax/example-quotes.ts'
import { type ExampleOwner, standoffLines } from '../parallax/standoff-lines.ts'
import type { ProjectSource } from '../project/project-item.ts'
import type { ProjectCodec } from './codec-definition.ts'
import { parallaxCodec } from './parallax.ts'

/**
 * The native format without the articles' texts, for who may not pass them on: places and hashes
 * stay, so that whoever has the texts can put them back.
 */
export const standoffCodec: ProjectCodec = {
  via: 'project',
  id: 'standoff',
  title: 'Parallax without texts',
  fileExtension: '.standoff.jsonl',
  mediaType: 'application/x-ndjson',
  keeps:
    'Everything but the texts of the documents: places and hashes are there, and “parallax hydrate” puts the texts back from copies of your own.',
  keepsKind: 'all',
  leavesTexts: true,
  offsetUnit: 'utf16',
  write: (source, _, ledger) => writeLines(source, ledger),
  read: null,
}

async function* writeLines(
  source: ProjectSource,
  ledger: Ledger | undefined,
): AsyncGenerator<string> {
  const quotes = await quotedExamples(source)
  const dropped = ({ kind, what }: ExampleOwner) =>
    ledger?.lose({
      how: 'changed',
      kind: countedAs(kind),
      reason: 'example-quotes',
      place: { document: '', range: null, what },
      count: 1,
    })
  yield* standoffLines(parallaxCodec.write?.(source) ?? nothing(), quotes, dropped)
}

async function* nothing(): AsyncGenerator<string> {
  yield* []
}
