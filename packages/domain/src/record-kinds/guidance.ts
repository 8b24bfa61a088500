import * as z from 'zod/mini'

/** A passage that shows what a label means, with the part that counts marked. */
export const exampleSchema = z.readonly(
  z.strictObject({
    text: z.string().check(z.maxLength(2000)),
    mark: z.nullable(z.readonly(z.strictObject({ startUtf16: z.int(), endUtf16: z.int() }))),
    why: z.string().check(z.maxLength(2000)),
  }),
)
export type Example = z.infer<typeof exampleSchema>

/** What helps a person to choose: shared by labels and by the texts of the fixed scales. */
export const guidanceShape = {
  definition: z.string().check(z.maxLength(10_000)),
  test: z.string().check(z.maxLength(10_000)),
  positive: z.readonly(z.array(exampleSchema).check(z.maxLength(50))),
  negative: z.readonly(z.array(exampleSchema).check(z.maxLength(50))),
}
