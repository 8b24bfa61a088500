import { lazily } from '../../../components/lazily.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { useLesson } from './use-lesson.ts'

const LessonCard = lazily(async () => (await import('./lesson-card.tsx')).LessonCard)

export type LessonSlotProps = {
  /** Counts how often the lesson was asked for. */
  readonly asked: number
}

/** The place of the lesson: empty but for those who are new to the sample, or who ask. */
export function LessonSlot({ asked }: LessonSlotProps) {
  const { isSample } = useAnnotation().annotation.session.project
  return isSample || asked > 0 ? <DueLesson asked={asked} /> : null
}

function DueLesson({ asked }: LessonSlotProps) {
  const lesson = useLesson(asked)
  return lesson.isShown ? <LessonCard key={asked} onEnd={lesson.end} /> : null
}
