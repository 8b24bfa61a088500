import type { lessonText } from './lesson-text.ts'

/** The keys of a step, by their names in the surface; any of them will do. */
export type LessonStep = {
  readonly name: keyof typeof lessonText.steps
  readonly keys: readonly string[]
}

/** The step after a key was pressed: the next one when it was a key of this step. */
export function stepAfter(
  steps: readonly LessonStep[],
  at: number,
  pressed: readonly string[],
): number {
  return steps[at]?.keys.some((key) => pressed.includes(key)) ? at + 1 : at
}
