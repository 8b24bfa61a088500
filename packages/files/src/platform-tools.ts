import { createHash } from 'node:crypto'
import type { TextRange } from '@parallax/domain'
import type { PlatformTools } from '@parallax/formats'

/** What formats are handed by this platform. Words and sentences are cut as Unicode has it. */
export const platformTools: PlatformTools = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  words: (text, language) => rangesOf(text, segmenter(language, 'word')),
  sentences: (text, language) => rangesOf(text, segmenter(language, 'sentence')),
  tokeniser: `Intl.Segmenter (ICU ${process.versions.icu}, Unicode ${process.versions.unicode})`,
}

type Granularity = 'word' | 'sentence'
const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string, granularity: Granularity): Intl.Segmenter {
  const key = `${granularity} ${language}`
  const known = segmenters.get(key)
  if (known) return known
  const made = new Intl.Segmenter(knownLanguage(language), { granularity })
  segmenters.set(key, made)
  return made
}

/** The language if it is one, for a wrong tag would throw. */
function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en'
  } catch (error) {
    if (error instanceof RangeError) return 'en'
    throw error
  }
}

/** Segments without the white space at their ends; those of nothing else are left out. */
function rangesOf(text: string, cutter: Intl.Segmenter): readonly TextRange[] {
  const ranges: TextRange[] = []
  for (const { segment, index } of cutter.segment(text)) {
    const trimmed = segment.trim()
    if (trimmed === '') continue
    const startUtf16 = index + segment.indexOf(trimmed)
    ranges.push({ startUtf16, endUtf16: startUtf16 + trimmed.length })
  }
  return ranges
}
