/**
 * Lets callers do the same thing over and over, each waiting for its own answer, and says how many
 * times a second they got through.
 */
export async function ratePerS(
  callers: number,
  sliceMs: number,
  act: (caller: number) => Promise<void>,
): Promise<number> {
  const startMs = performance.now()
  const endMs = startMs + sliceMs
  let done = 0
  const repeat = async (caller: number) => {
    while (performance.now() < endMs) {
      await act(caller)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => repeat(caller)))
  return (done * 1_000) / (performance.now() - startMs)
}
