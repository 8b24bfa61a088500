import { checks as brat } from './brat.ts'
import { checks as conll } from './conll.ts'
import type { InteropCheck } from './interop-check.ts'
import { checks as jsonLines } from './json-lines.ts'
import { checks as jsonTestSuite } from './json-test-suite.ts'
import { checks as labelStudio } from './label-studio.ts'
import { checks as parquet } from './parquet.ts'
import { checks as uima } from './uima.ts'
import { checks as w3c } from './w3c.ts'
import { checks as webanno } from './webanno.ts'

/** Every check, family by family. */
export const checks: readonly InteropCheck[] = [
  ...brat,
  ...conll,
  ...jsonLines,
  ...jsonTestSuite,
  ...labelStudio,
  ...parquet,
  ...uima,
  ...w3c,
  ...webanno,
]
