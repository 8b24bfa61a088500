import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { copyBoxText } from './copy-box-text.ts'
import { Button } from './ui/button.tsx'

/** A link that is shown once, with a button that copies it. */
export function CopyBox({ value, label }: { readonly value: string; readonly label: string }) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setIsCopied(true)
  }
  const Icon = isCopied ? Check : Copy
  return (
    <fieldset className="linkbox w-full min-w-0" aria-label={label}>
      <code>{value}</code>
      <Button size="sm" onClick={() => void copy()}>
        <Icon className="icon icon--sm" />
        <span role="status">{isCopied ? copyBoxText.copied : copyBoxText.copy}</span>
      </Button>
    </fieldset>
  )
}
