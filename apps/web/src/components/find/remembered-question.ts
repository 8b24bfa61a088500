import type { Question } from '@parallax/find'
import * as z from 'zod/mini'

const storageKey = 'parallax.find'

const questionSchema = z.object({
  words: z.string(),
  matchCase: z.boolean(),
  matchAccents: z.boolean(),
  wholeWord: z.boolean(),
  isPattern: z.boolean(),
})

/** The question asked last in this tab; nothing when there was none. */
export function rememberedQuestion(): Question | undefined {
  const stored = sessionStorage.getItem(storageKey)
  return stored === null ? undefined : questionFrom(stored)
}

/** A question as it was written down, unless that is something else. */
export function questionFrom(json: string): Question | undefined {
  try {
    const parsed = questionSchema.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : undefined
  } catch {
    // Not JSON: as if nothing had been kept.
    return undefined
  }
}

/** Keeps a question for the next time somebody looks for something. */
export function rememberQuestion(question: Question): void {
  sessionStorage.setItem(storageKey, JSON.stringify(question))
}
