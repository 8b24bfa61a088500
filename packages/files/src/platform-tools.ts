import { createHash } from 'node:crypto'
import type { PlatformTools } from '@parallax/formats'
import { cutText } from './cut-text.ts'
import { openTables } from './open-tables.ts'

/** What formats are handed by this platform. Words and sentences are cut as Unicode has it. */
export const platformTools: PlatformTools = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  words: (text, language) => cutText(text, segmenter(language, 'word')),
  sentences: (text, language) => cutText(text, segmenter(language, 'sentence')),
  tokeniser: `Intl.Segmenter (ICU ${process.versions.icu}, Unicode ${process.versions.unicode})`,
  openTables,
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
