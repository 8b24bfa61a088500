import { LessonCard } from './lesson-card.tsx'
import { useLesson } from './use-lesson.ts'

export type LessonSlotProps = {
  /** Counts how often the lesson was asked for. */
  readonly asked: number
}

/** The place of the lesson: empty but for those who are new to the sample, or who ask. */
export function LessonSlot({ asked }: LessonSlotProps) {
  const lesson = useLesson(asked)
  return lesson.isShown ? <LessonCard key={asked} onEnd={lesson.end} /> : null
}
