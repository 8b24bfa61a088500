import { Button } from '../../../components/ui/button.tsx'
import { lessonText } from './lesson-text.ts'

/** The way to the lesson from the list of keys. */
export function LessonButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <Button look="ghost" onClick={onPress}>
      {lessonText.again}
    </Button>
  )
}
