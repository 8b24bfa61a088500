import * as z from 'zod'

/** A record of the codebook as a version keeps it: what it says, without its history. */
const contentRecordSchema = z
  .strictObject({ id: z.string(), data: z.record(z.string(), z.unknown()) })
  .readonly()

/**
 * Everything a published version says, by kind. The records are copies of what the kinds' own
 * schemas accepted when they were written, so they are not parsed again here.
 */
export const codebookContentSchema = z
  .strictObject({
    labelSet: z.array(contentRecordSchema).readonly(),
    label: z.array(contentRecordSchema).readonly(),
    attribute: z.array(contentRecordSchema).readonly(),
    guideline: z.array(contentRecordSchema).readonly(),
    scale: z.array(contentRecordSchema).readonly(),
    annotatable: z.array(contentRecordSchema).readonly(),
  })
  .readonly()
export type CodebookContent = z.infer<typeof codebookContentSchema>
