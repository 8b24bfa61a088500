import * as z from 'zod'
import { answerNames } from './answer-schemas.ts'

const count = z.int().nonnegative()
const counts = z.record(z.string(), count)
const person = z.object({ id: z.uuid(), name: z.string() })

const summarySchema = z.object({
  project: z.object({ id: z.uuid(), name: z.string() }),
  release: z.object({
    number: z.int().positive(),
    title: z.string(),
    notes: z.string(),
    licence: z.string(),
    madeAt: z.iso.datetime(),
    madeBy: person,
  }),
  codebook: z.object({ version: z.int().nullable(), sha256: z.string().nullable() }),
  counts: z.object({ documents: count, layers: count, records: counts, registry: counts }),
  languages: z.array(z.object({ language: z.string(), documents: count })).readonly(),
  annotators: z.array(person).readonly(),
  content: z
    .object({ sha256: z.string(), sizeBytes: count })
    .describe('The native file, unpacked: its hash is what one cites.'),
})

export const releaseSchema = z.object({
  number: z.int().positive(),
  summary: summarySchema.describe('What the manifest says, but for its single documents.'),
  packedBytes: count,
  withdrawn: z.object({ reason: z.string(), at: z.iso.datetime() }).nullable(),
})
answerNames.add(releaseSchema, { id: 'Release' })

export const releaseJobSchema = z.object({
  id: z.uuid(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progressPercent: z.int().min(0).max(100),
  error: z.string().nullable().describe('Why there is no release, in a sentence.'),
  number: z.int().positive().nullable().describe('Of the release, once it is done.'),
})
answerNames.add(releaseJobSchema, { id: 'ReleaseJob' })
