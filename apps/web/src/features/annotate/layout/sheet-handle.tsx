import { type PointerEvent, useRef } from 'react'
import { layoutText } from './layout-text.ts'
import { useReaderLayout } from './reader-layout.ts'

/** A finger that moves less has pressed and not pulled. */
const leastPullPx = 24

/** The grip of the sheet on a narrow screen: a press or a pull up makes it taller, down lower, then away. */
export function SheetHandle({ onClose }: { readonly onClose: () => void }) {
  const { sheetHeight, setSheetHeight } = useReaderLayout()
  const isTall = sheetHeight === 'tall'
  const pressed = useRef<{ yPx: number; isPull: boolean } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    pressed.current = { yPx: event.clientY, isPull: false }
  }
  const onPointerUp = (event: PointerEvent) => {
    if (!pressed.current) return
    const pulledPx = event.clientY - pressed.current.yPx
    pressed.current.isPull = Math.abs(pulledPx) >= leastPullPx
    if (!pressed.current.isPull) return
    if (pulledPx < 0) setSheetHeight('tall')
    else if (isTall) setSheetHeight('half')
    else onClose()
  }
  const onClick = () => {
    // A pull ends with a click too.
    const wasPull = pressed.current?.isPull
    pressed.current = null
    if (!wasPull) setSheetHeight(isTall ? 'half' : 'tall')
  }
  return (
    <button
      type="button"
      className="sheet-handle"
      aria-label={isTall ? layoutText.lower : layoutText.taller}
      onPointerDown={onPointerDown}
      onPointerUp={onPointerUp}
      onClick={onClick}
    />
  )
}
