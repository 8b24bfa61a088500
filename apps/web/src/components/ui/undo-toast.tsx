import { Undo2 } from 'lucide-react'
import { Toast } from 'radix-ui'
import { createContext, type ReactNode, use, useCallback, useState } from 'react'
import { componentsText } from '../components-text.ts'
import { Button } from './button.tsx'

export type UndoToast = {
  /** What was done, as a sentence: “Claim deleted, with its stance”. */
  readonly text: string
  readonly onUndo: () => void
  readonly icon?: ReactNode
}

type ShownToast = UndoToast & { readonly id: number }

const SHOWN_FOR_MS = 8_000
const SHOWN_AT_ONCE = 3

const UndoToastContext = createContext<(toast: UndoToast) => void>(() => {
  throw new Error('useUndoToast needs UndoToastProvider above it')
})

/** Shows a toast that carries Undo. There is no other toast: success is quiet, failure stays in place. */
export function useUndoToast(): (toast: UndoToast) => void {
  return use(UndoToastContext)
}

export function UndoToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const show = useCallback((toast: UndoToast) => {
    setToasts((shown) => [
      ...shown.slice(1 - SHOWN_AT_ONCE),
      { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 },
    ])
  }, [])
  const drop = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id))
  return (
    <UndoToastContext.Provider value={show}>
      <Toast.Provider duration={SHOWN_FOR_MS} label={componentsText.notices}>
        {children}
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} onClose={() => drop(toast.id)} />
        ))}
        <Toast.Viewport className="toasts" />
      </Toast.Provider>
    </UndoToastContext.Provider>
  )
}

type ToastLineProps = { readonly toast: UndoToast; readonly onClose: () => void }

function ToastLine({ toast, onClose }: ToastLineProps) {
  return (
    <Toast.Root
      className="toast pop"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      {toast.icon ?? <Undo2 className="icon icon--sm" />}
      <Toast.Title className="grow">{toast.text}</Toast.Title>
      <Toast.Action asChild altText={componentsText.undo}>
        <Button size="sm" keyCap="Ctrl Z" onClick={toast.onUndo}>
          {componentsText.undo}
        </Button>
      </Toast.Action>
    </Toast.Root>
  )
}
