import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { ChangesList } from './changes-list.tsx'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'

const text = codebookText.change

export type ChangesDialogProps = { readonly version: number; readonly onClose: () => void }

/** What publishing would change, line by line. */
export function ChangesDialog({ version, onClose }: ChangesDialogProps) {
  const { changes, latest } = useTools()
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.title}
      lede={latest === null ? text.firstTitle : text.lede(version)}
      foot={<Button onClick={onClose}>{text.close}</Button>}
    >
      {changes.length === 0 ? (
        <p className="muted">{text.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard
        <section tabIndex={0} aria-label={text.title}>
          <ChangesList changes={changes} canBringBack />
        </section>
      )}
    </Dialog>
  )
}
