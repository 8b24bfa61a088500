import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { copyBoxText as text } from './copy-box-text.ts'
import { Button } from './ui/button.tsx'

export type CopyBoxProps = { readonly value: string; readonly label: string }

/** A link that is shown once, with a button that copies it. */
export function CopyBox({ value, label }: CopyBoxProps) {
  const code = useRef<HTMLElement>(null)
  const [outcome, setOutcome] = useState<string>()
  const copy = async () => {
    // Browsers lend the clipboard only over HTTPS or to this machine; elsewhere Ctrl C does it.
    if (window.isSecureContext) await navigator.clipboard.writeText(value)
    else if (code.current) window.getSelection()?.selectAllChildren(code.current)
    setOutcome(window.isSecureContext ? text.copied : text.selected)
  }
  const Icon = outcome === text.copied ? Check : Copy
  return (
    <fieldset className="w-full min-w-0" aria-label={label}>
      <div className="linkbox">
        <code ref={code}>{value}</code>
        <Button size="sm" onClick={() => void copy()}>
          <Icon className="icon icon--sm" />
          {text.copy}
        </Button>
      </div>
      <p className="hint min-h-5" role="status">
        {outcome}
      </p>
    </fieldset>
  )
}
