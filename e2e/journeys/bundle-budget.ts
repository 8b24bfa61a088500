/**
 * What the reading screen may load beyond an empty page of the same build: scripts and sheets as
 * brotli makes them, in KB of 1,000 bytes. Whoever raises a number says in `raises` why the reader
 * must wait for more.
 */
export const bundleBudget = {
  beforeTextKb: 110,
  beforeFirstClickKb: 190,
  raises: [] as readonly { readonly to: string; readonly because: string }[],
} as const
