import * as z from 'zod/mini'

/** The number of a release as it stands in an address. */
export const releaseNumberSchema = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,8}$/)),
  z.transform(Number),
)
