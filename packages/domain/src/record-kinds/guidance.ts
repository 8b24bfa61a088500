import * as z from 'zod'

/** A passage that shows what a label means, with the part that counts marked. */
export const exampleSchema = z
  .strictObject({
    text: z.string().max(2000),
    mark: z.strictObject({ startUtf16: z.int(), endUtf16: z.int() }).readonly().nullable(),
    why: z.string().max(2000),
  })
  .readonly()
export type Example = z.infer<typeof exampleSchema>

/** What helps a person to choose: shared by labels and by the texts of the fixed scales. */
export const guidanceShape = {
  definition: z.string().max(10_000),
  test: z.string().max(10_000),
  positive: z.array(exampleSchema).max(50).readonly(),
  negative: z.array(exampleSchema).max(50).readonly(),
}
