import type { ReactNode } from 'react'
import { projectShellText } from './project-shell-text.ts'
import { Dialog } from './ui/dialog.tsx'
import { Kbd } from './ui/kbd.tsx'

/** A key and what it does. Several caps are pressed together: `Ctrl Z`. */
export type KeyLine = { readonly keyCap: string; readonly what: string }

/** Keys that belong together, under a title. */
export type KeyGroup = { readonly title: string; readonly lines: readonly KeyLine[] }

export type KeysDialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Keys of this screen alone. */
  readonly here?: readonly KeyLine[]
  /** The same in several groups, where they are many. */
  readonly groups?: readonly KeyGroup[]
  /** A way to change them. */
  readonly foot?: ReactNode
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
export function KeysDialog({
  isOpen,
  onOpenChange,
  here = [],
  groups = [],
  foot,
}: KeysDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={text.title}
      size="wide"
      foot={foot}
      isText
    >
      {here.length > 0 && <KeyList title={text.here} lines={here} />}
      {groups.map((group) => (
        <KeyList key={group.title} {...group} />
      ))}
      <KeyList title={text.everywhere} lines={everywhere} />
    </Dialog>
  )
}

function KeyList({ title, lines }: KeyGroup) {
  return (
    <section className="mb-5">
      <h3 className="h3 mb-1">{title}</h3>
      <ul className="keylist">
        {lines.map(({ keyCap, what }) => (
          <li key={what}>
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
