import { X } from 'lucide-react'
import { AlertDialog as RadixAlert, Dialog as RadixDialog } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { isWhereButtonWas } from '../double-click.ts'
import { Button, IconButton } from './button.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

export type DialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: string
  /** What it is about, in a sentence under the title. */
  readonly lede?: ReactNode
  readonly children: ReactNode
  /** Buttons at the end, the one that goes on last. */
  readonly foot?: ReactNode
  readonly size?: 'md' | 'wide' | 'huge'
  /** There is only something to read: the body itself takes the focus, so that keys scroll it. */
  readonly isText?: boolean
}

const sizeClass = { md: '', wide: 'dialog--wide', huge: 'dialog--huge' }

/** A page over the page. Escape and the cross close it; focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, title, lede, children, foot, size = 'md', isText } = props
  const focusReturn = useFocusReturn()
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="scrim">
          <RadixDialog.Content
            className={cn('dialog', sizeClass[size])}
            onOpenAutoFocus={(event) => {
              focusReturn.keep()
              focusFirstField(event)
            }}
            onCloseAutoFocus={focusReturn.giveBack}
            onPointerDownOutside={(event) => {
              // What a button did may have moved the dialog away from under a double click.
              if (isWhereButtonWas(event.detail.originalEvent)) event.preventDefault()
            }}
            {...(lede === undefined ? { 'aria-describedby': undefined } : {})}
          >
            <header className="dialog__head">
              <RadixDialog.Title>{title}</RadixDialog.Title>
              <RadixDialog.Close asChild>
                <IconButton label={componentsText.close}>
                  <X className="icon" />
                </IconButton>
              </RadixDialog.Close>
            </header>
            {lede !== undefined && (
              <RadixDialog.Description className="dialog__lede">{lede}</RadixDialog.Description>
            )}
            {isText ? (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll only what has the focus
              <section className="dialog__body" aria-label={title} tabIndex={0}>
                {children}
              </section>
            ) : (
              <div className="dialog__body">{children}</div>
            )}
            {foot !== undefined && <footer className="dialog__foot">{foot}</footer>}
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** Gives the focus back to where it was: a dialog that a key opened has no button to return it to. */
function useFocusReturn() {
  const before = useRef<Element | null>(null)
  return {
    keep: () => {
      before.current = document.activeElement
    },
    giveBack: (event: Event) => {
      if (!(before.current instanceof HTMLElement) || !before.current.isConnected) return
      event.preventDefault()
      before.current.focus()
    },
  }
}

/** Who opens a dialog to write or to decide starts in its first field or on what goes on, not on the cross. */
function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return
  const field = event.currentTarget.querySelector<HTMLElement>(
    ':is(.dialog__body :is(input, textarea, .field--pick), [data-first-focus]):not(:disabled)',
  )
  if (field === null) return
  event.preventDefault()
  field.focus()
}

export type AlertDialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: string
  readonly text: ReactNode
  /** What the button that goes on says: a verb, never “OK”. */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly isBad?: boolean
  readonly isBusy?: boolean
  /** Words that must be typed first, for what cannot be undone. */
  readonly wordsToType?: string
}

/** Asks before what cannot simply be undone. What can be undone is done at once, with an undo toast. */
export function AlertDialog(props: AlertDialogProps) {
  const { isOpen, onOpenChange, title, text, confirmLabel, onConfirm, wordsToType } = props
  const [typed, setTyped] = useState('')
  const focusReturn = useFocusReturn()
  const isAllowed = wordsToType === undefined || typed.trim() === wordsToType.trim()
  const change = (next: boolean) => {
    setTyped('')
    onOpenChange(next)
  }
  return (
    <RadixAlert.Root open={isOpen} onOpenChange={change}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className="scrim">
          <RadixAlert.Content
            className="dialog"
            onOpenAutoFocus={focusReturn.keep}
            onCloseAutoFocus={focusReturn.giveBack}
          >
            <header className="dialog__head">
              <RadixAlert.Title>{title}</RadixAlert.Title>
            </header>
            <div className="dialog__body form">
              <RadixAlert.Description asChild>
                <div className="soft">{text}</div>
              </RadixAlert.Description>
              {wordsToType !== undefined && (
                <Field label={componentsText.typeToConfirm(wordsToType)}>
                  <Input
                    value={typed}
                    autoComplete="off"
                    onChange={(event) => setTyped(event.currentTarget.value)}
                  />
                </Field>
              )}
            </div>
            <footer className="dialog__foot">
              <RadixAlert.Cancel asChild>
                <Button>{componentsText.cancel}</Button>
              </RadixAlert.Cancel>
              <Button
                look={props.isBad ? 'bad-fill' : 'primary'}
                isBusy={props.isBusy ?? false}
                disabled={!isAllowed}
                onClick={onConfirm}
              >
                {confirmLabel}
              </Button>
            </footer>
          </RadixAlert.Content>
        </RadixAlert.Overlay>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  )
}
