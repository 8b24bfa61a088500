import * as z from 'zod/mini'

const countsSchema = z.object({ documents: z.int(), layers: z.int(), records: z.int() })
const problemsSchema = z.object({
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
})

/** Something that is wrong with an imported file; line 0 is the file as a whole. */
export type ImportProblem = { readonly line: number; readonly message: string }

/** What an import brought, or what was wrong with its file. */
export type JobOutcome = {
  readonly counts: z.infer<typeof countsSchema> | null
  readonly problems: readonly ImportProblem[]
}

/** What a job's result says; what it does not say is left out. */
export function jobOutcome(result: unknown): JobOutcome {
  const counts = countsSchema.safeParse(result)
  const problems = problemsSchema.safeParse(result)
  return {
    counts: counts.success ? counts.data : null,
    problems: problems.success ? problems.data.problems : [],
  }
}

const releaseSchema = z.object({ number: z.int() })

/** The number of the release that a job has made, or `null`. */
export function releaseNumber(result: unknown): number | null {
  const parsed = releaseSchema.safeParse(result)
  return parsed.success ? parsed.data.number : null
}

const inputSchema = z.object({ name: z.string() })
const takenBackSchema = z.object({ import: z.string() })
const keptSchema = z.object({ codebook: z.literal('kept') })
const groupSchema = z.object({ group: z.string() })

/** The file that an import came from; older ones do not say. */
export function nameOfImport(input: unknown): string | undefined {
  const parsed = inputSchema.safeParse(input)
  return parsed.success ? parsed.data.name : undefined
}

/** The import that a job takes back. */
export function importTakenBack(input: unknown): string | undefined {
  const parsed = takenBackSchema.safeParse(input)
  return parsed.success ? parsed.data.import : undefined
}

/** Whether the codebook of an import that was taken back is still there. */
export function keptCodebook(result: unknown): boolean {
  return keptSchema.safeParse(result).success
}

/** Whether a done import can be taken back. */
export function canBeTakenBack(result: unknown): boolean {
  return groupSchema.safeParse(result).success
}
