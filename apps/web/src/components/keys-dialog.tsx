import { projectShellText } from './project-shell-text.ts'
import { Dialog } from './ui/dialog.tsx'
import { Kbd } from './ui/kbd.tsx'

/** A key and what it does. Several caps are pressed together: `Ctrl Z`. */
export type KeyLine = { readonly keyCap: string; readonly what: string }

export type KeysDialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Keys of this screen alone. */
  readonly here: readonly KeyLine[]
}

const text = projectShellText.keys

const everywhere: readonly KeyLine[] = [
  { keyCap: '?', what: text.help },
  { keyCap: '/', what: text.find },
  { keyCap: 'Ctrl Z', what: text.undo },
  { keyCap: 'Ctrl Shift Z', what: text.redo },
  { keyCap: 'Esc', what: text.close },
]

/** Every key that does something on this screen. */
export function KeysDialog({ isOpen, onOpenChange, here }: KeysDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={text.title} size="wide">
      {here.length > 0 && <KeyList title={text.here} lines={here} />}
      <KeyList title={text.everywhere} lines={everywhere} />
    </Dialog>
  )
}

type KeyListProps = { readonly title: string; readonly lines: readonly KeyLine[] }

function KeyList({ title, lines }: KeyListProps) {
  return (
    <section className="mb-5">
      <h3 className="h3 mb-1">{title}</h3>
      <ul className="keylist">
        {lines.map(({ keyCap, what }) => (
          <li key={keyCap}>
            <span>{what}</span>
            <span className="keys">
              {keyCap.split(' ').map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
