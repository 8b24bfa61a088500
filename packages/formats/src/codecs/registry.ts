import type { Codec } from './codec-definition.ts'
import { csvCodec } from './csv.ts'
import { parallaxCodec } from './parallax.ts'

/** Every format, by its id. To add one: write its file here, list it here. */
export const codecs = {
  parallax: parallaxCodec,
  csv: csvCodec,
} as const satisfies Readonly<Record<string, Codec>>

export type CodecId = keyof typeof codecs

/** Whether a word from outside names a format. */
export function isCodecId(value: string): value is CodecId {
  return Object.hasOwn(codecs, value)
}
