import { projectModes, roles } from '@parallax/domain'
import * as z from 'zod'

/** Answers that several routes give, by the names under which the api's document has them. */
export const answerNames = z.registry<{ readonly id: string }>()

const moment = z.iso.datetime().describe('ISO 8601, UTC')

export const projectSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mode: z
    .enum(projectModes)
    .describe('Whether people work in one layer together, or each in one of their own.'),
  role: z.enum(roles).describe('What the person whose token it is may do there.'),
  isArchived: z.boolean(),
  isSample: z.boolean(),
  documents: z.int().nonnegative(),
  members: z.int().nonnegative(),
  createdAt: moment,
})
answerNames.add(projectSchema, { id: 'Project' })

export const authorshipShape = {
  createdBy: z.uuid().describe('A person; `people` of the project has the names.'),
  createdAt: moment,
  updatedBy: z.uuid(),
  updatedAt: moment,
}

const jobShape = {
  id: z.uuid(),
  format: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progressPercent: z.int().min(0).max(100),
  error: z.string().nullable().describe('Why it failed, in a sentence.'),
  createdBy: z.uuid(),
  createdAt: moment,
  updatedAt: moment,
}

const countsByKind = z.record(z.string(), z.int().nonnegative())
const lossLinesSchema = z
  .array(
    z.object({
      kind: z.string(),
      reason: z.string(),
      count: z.int().nonnegative(),
      places: z
        .array(
          z.object({
            document: z.string(),
            range: z.object({ startUtf16: z.int(), endUtf16: z.int() }).nullable(),
            what: z.string(),
          }),
        )
        .readonly()
        .describe('The first of them.'),
    }),
  )
  .readonly()

export const lossReportSchema = z.object({
  in: countsByKind,
  out: countsByKind.describe('Of each kind, with what was dropped, as much as `in`.'),
  dropped: lossLinesSchema,
  changed: lossLinesSchema,
  notes: z.array(z.string()).readonly(),
})
answerNames.add(lossReportSchema, { id: 'LossReport' })

export const exportSchema = z.object({
  ...jobShape,
  file: z
    .object({
      name: z.string(),
      mediaType: z.string(),
      sizeBytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      expiresAt: moment.describe('Until then it can be fetched.'),
      path: z.string().describe('Where it is fetched, with the token.'),
    })
    .nullable()
    .describe('Once it is done.'),
  report: lossReportSchema.nullable(),
})
answerNames.add(exportSchema, { id: 'Export' })

export const importSchema = z.object({
  ...jobShape,
  counts: z
    .object({
      documents: z.int().nonnegative(),
      standingDocuments: z.int().nonnegative().describe('Those that were there already.'),
      layers: z.int().nonnegative(),
      records: z.int().nonnegative(),
    })
    .nullable()
    .describe('What came in, once it is done.'),
  problems: z
    .array(z.object({ file: z.string(), line: z.int().nonnegative(), message: z.string() }))
    .describe('What is wrong with the file; line 0 is the file as a whole.'),
  problemCount: z.int().nonnegative().describe('How many there are; the first hundred are told.'),
  report: lossReportSchema.nullable().describe('What could not come in as it is, once it is done.'),
})
answerNames.add(importSchema, { id: 'Import' })

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A sentence for people.'),
  code: z.string().describe('A word for programs.'),
})
answerNames.add(problemSchema, { id: 'Problem' })
