import { startTransition, useEffect, useState } from 'react'
import { afterPaint } from './after-paint.ts'

/** A value as it was before the last paint: what is drawn with it never holds up the frame that is due. */
export function useAfterPaint<Value>(value: Value): Value {
  const [drawn, setDrawn] = useState(value)
  useEffect(
    // The browser: it paints what a gesture changed first.
    () => afterPaint(() => startTransition(() => setDrawn(value))),
    [value],
  )
  return drawn
}
