import * as z from 'zod/mini'

/** A record of the codebook as a version keeps it: what it says, without its history. */
const contentRecordSchema = z.readonly(
  z.strictObject({ id: z.string(), data: z.record(z.string(), z.unknown()) }),
)

/**
 * Everything a published version says, by kind. The records are copies of what the kinds' own
 * schemas accepted when they were written, so they are not parsed again here.
 */
export const codebookContentSchema = z.readonly(
  z.strictObject({
    labelSet: z.readonly(z.array(contentRecordSchema)),
    label: z.readonly(z.array(contentRecordSchema)),
    attribute: z.readonly(z.array(contentRecordSchema)),
    guideline: z.readonly(z.array(contentRecordSchema)),
    scale: z.readonly(z.array(contentRecordSchema)),
    annotatable: z.readonly(z.array(contentRecordSchema)),
  }),
)
export type CodebookContent = z.infer<typeof codebookContentSchema>
