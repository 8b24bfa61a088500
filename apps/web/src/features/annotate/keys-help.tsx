import Link from 'next/link'
import { keysText } from '../../components/keys/keys-text.ts'
import { KeysDialog } from '../../components/keys-dialog.tsx'
import { useAnnotation } from './annotate-context.ts'
import { keyGroups } from './key-lines.ts'
import { LessonButton } from './lesson/lesson-button.tsx'
import type { Open } from './use-open.ts'

export type KeysHelpProps = { readonly help: Open; readonly onLesson: () => void }

/** The keys of this screen as this person has them, and the ways to learn and to change them. */
export function KeysHelp({ help, onLesson }: KeysHelpProps) {
  const { annotation, bindings } = useAnnotation()
  return (
    <KeysDialog
      isOpen
      onOpenChange={help.set}
      groups={keyGroups(annotation.codebook, bindings)}
      foot={
        <>
          <LessonButton onPress={onLesson} />
          <Link className="btn" href="/account#keys">
            {keysText.change}
          </Link>
        </>
      }
    />
  )
}
