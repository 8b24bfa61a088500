import { checks as brat } from './brat.ts'
import type { InteropCheck } from './interop-check.ts'
import { checks as labelStudio } from './label-studio.ts'
import { checks as parquet } from './parquet.ts'
import { checks as uima } from './uima.ts'
import { checks as w3c } from './w3c.ts'

/** Every check, family by family. */
export const checks: readonly InteropCheck[] = [
  ...brat,
  ...uima,
  ...labelStudio,
  ...parquet,
  ...w3c,
]
