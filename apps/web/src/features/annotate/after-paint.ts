/** Does something once the next frame was painted; what it gives takes that back. */
export function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** The same, but a key that comes before that finds it done. */
export function afterPaintOrBeforeKey(act: () => void): void {
  const onKey = () => {
    cancel()
    done()
  }
  const done = () => {
    removeEventListener('keydown', onKey, { capture: true })
    act()
  }
  const cancel = afterPaint(done)
  addEventListener('keydown', onKey, { capture: true })
}
