import { useEffect } from 'react'
import { isTyping } from '../../components/ui/search-field.tsx'
import type { Uploads } from '../../components/upload-context.ts'

/** Text or files pasted on the screen, outside of a field, are offered as documents. */
export function usePastedText(uploads: Uploads): void {
  useEffect(() => {
    // The window's clipboard.
    const onPaste = (event: ClipboardEvent) => {
      const isOurs = uploads.isAllowed && !isTyping(event.target) && !isDialogOpen()
      if (isOurs && event.clipboardData && offer(uploads, event.clipboardData))
        event.preventDefault()
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [uploads])
}

/** Whether there was anything to add. */
function offer(uploads: Uploads, clipboard: DataTransfer): boolean {
  const text = clipboard.getData('text/plain')
  if (clipboard.files.length > 0) uploads.addFiles([...clipboard.files])
  else if (text.trim() !== '') uploads.addText(text)
  else return false
  return true
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null
}
