/** What this process holds, in MB: call it after a collection of garbage, or it is what waits, too. */
export function heldMb(): number {
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}
