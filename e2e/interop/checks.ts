import { checks as brat } from './brat.ts'
import type { InteropCheck } from './interop-check.ts'
import { checks as uima } from './uima.ts'

/** Every check, family by family. */
export const checks: readonly InteropCheck[] = [...brat, ...uima]
