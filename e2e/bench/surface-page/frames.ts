/** After the next frame was painted: a message sent in a frame arrives behind it. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    })
  })
}

/** Does something at the start of each of so many frames, and waits for two more to end. */
export async function inFrames(count: number, act: (frame: number) => void): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) {
    await nextFrame()
    act(frame)
  }
  await painted()
  await painted()
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()))
}

/** Longer than anything that waits for a pause in scrolling. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 400))
}
