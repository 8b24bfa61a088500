import type { TextRange } from '@parallax/domain'
import type { PlatformTools } from '../src/codecs/codec-definition.ts'

/**
 * What a platform would bring, plain enough for laws: words are runs of letters, marks and digits
 * or single other signs; sentences are lines; the hash is no SHA-256, but tells texts apart.
 */
export const plainTools: PlatformTools = {
  sha256: (text) => {
    let hash = 7
    for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 40
    return hash.toString(16).padStart(64, '0')
  },
  words: (text) => rangesOf(text, /[\p{L}\p{M}\p{N}\u200d]+|\p{Emoji}|[^\s]/gu),
  sentences: (text) => rangesOf(text, /\S(?:[^\n]*\S)?/gu),
  tokeniser: 'plain words',
}

function rangesOf(text: string, pattern: RegExp): readonly TextRange[] {
  return [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
    startUtf16: index,
    endUtf16: index + word.length,
  }))
}
