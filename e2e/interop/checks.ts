import type { InteropCheck } from './interop-check.ts'

/** Every check, family by family. */
export const checks: readonly InteropCheck[] = []
