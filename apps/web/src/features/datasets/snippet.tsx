import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { datasetsText } from './datasets-text.ts'
import { type Language, snippets } from './snippets.ts'

const text = datasetsText.snippet
const languages: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'python', label: text.languages.python },
  { value: 'r', label: text.languages.r },
]

export type SnippetProps = {
  readonly format: { readonly id: string; readonly fileExtension: string }
  readonly project: string
}

/** A few lines that read the file, to copy; nothing for formats that other tools open by themselves. */
export function Snippet({ format, project }: SnippetProps) {
  const [language, setLanguage] = useState<Language>('python')
  const [copied, setCopied] = useState<string>()
  const lines = snippets[format.id]
  if (!lines) return null
  const file = `${project.replace(/[<>:"/\\|?*]/g, ' ').trim()}${format.fileExtension}`
  const code = lines[language](file)
  const copy = () => {
    navigator.clipboard.writeText(code).then(
      () => setCopied(code),
      // The browser may not lend its clipboard; the lines can still be selected.
      (reason: unknown) => reportError(reason),
    )
  }
  const isCopied = copied === code
  return (
    <div className="code">
      <Segmented label={text.label} options={languages} value={language} onChange={setLanguage} />
      <IconButton size="sm" label={isCopied ? text.copied : text.copy} onClick={copy}>
        {isCopied ? <Check className="icon icon--sm" /> : <Copy className="icon icon--sm" />}
      </IconButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the keyboard */}
      <section tabIndex={0} aria-label={text.label}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </div>
  )
}
