import { platformTools } from '@parallax/files'
import {
  type Codec,
  type CodecInput,
  chooseFormat,
  codecs,
  isFileOf,
  linesOfFile,
  UnreadableFile,
} from '@parallax/formats'

const readable = Object.values(codecs).filter(({ read }) => read !== null)
/** So many things of a file are looked at to see whether it is of a format. */
const mostLookedAt = 12

/**
 * The formats that files could be of, the likeliest first: by their names and beginnings, and where
 * several fit, by how well the first of what is in them can be read.
 */
export async function guessFormats(input: CodecInput): Promise<readonly Codec[]> {
  const likely = await chooseFormat(input.files, readable)
  if (likely.length < 2) return likely
  const scored: { readonly codec: Codec; readonly score: number }[] = []
  // One after the other: each may hold a line as long as there is memory for.
  for (const codec of likely) scored.push({ codec, score: await scoreOf(codec, input) })
  return scored.sort((a, b) => b.score - a.score).map(({ codec }) => codec)
}

/** More is better: what could be read, less what could not. */
async function scoreOf(codec: Codec, input: CodecInput): Promise<number> {
  let score = 0
  let left = mostLookedAt
  try {
    for await (const { ok } of outcomesOf(codec, input)) {
      score += ok ? 1 : -2
      left -= 1
      if (left === 0) break
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return -mostLookedAt * 3
  }
  return score
}

function outcomesOf(codec: Codec, input: CodecInput): AsyncIterable<{ readonly ok: boolean }> {
  if (codec.via === 'corpus') return codec.read?.(input, { tools: platformTools }) ?? nothing()
  const file = input.files.find(isFileOf(codec))
  return (file && codec.read?.(linesOfFile(file))) ?? nothing()
}

async function* nothing() {
  yield* []
}
