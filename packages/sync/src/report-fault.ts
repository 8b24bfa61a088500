/**
 * Tells of a fault of ours that nobody waits for: where the platform collects faults, there;
 * elsewhere as an error that nobody caught.
 */
export function reportFault(fault: unknown): void {
  if (typeof reportError === 'function') reportError(fault)
  else
    queueMicrotask(() => {
      throw fault
    })
}
