import { Minus, Pencil, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { changeWords, recordName } from './change-words.ts'
import type { CodebookChange } from './codebook-changes.ts'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'

const text = codebookText.change

const icons: { readonly [What in CodebookChange['what']]: ReactNode } = {
  added: <Plus className="icon icon--sm" />,
  changed: <Pencil className="icon icon--sm" />,
  removed: <Minus className="icon icon--sm" />,
}

export type ChangesListProps = {
  readonly changes: readonly CodebookChange[]
  /** Whether what is taken out can be brought back from here. */
  readonly canBringBack?: boolean
}

/** Changes of the codebook, a line each. */
export function ChangesList({ changes, canBringBack = false }: ChangesListProps) {
  const { act } = useTools()
  return (
    <ul className="cb__changes">
      {changes.map((change) => (
        <li key={change.id}>
          {icons[change.what]}
          <span className="grow">{changeWords(change)}</span>
          {canBringBack && change.what === 'removed' && (
            <Button
              size="sm"
              aria-label={text.bringBackOf(recordName(change))}
              onClick={() => act({ type: 'codebook.restore', args: { ids: [change.id] } })}
            >
              {text.bringBack}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
