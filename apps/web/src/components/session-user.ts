import * as z from 'zod'

const sessionUserSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isInstanceOwner: z.boolean().default(false),
})

/** A person who is signed in. `isInstanceOwner`: owns this instance, not only a project in it. */
export type SessionUser = z.infer<typeof sessionUserSchema>

/**
 * Reads the header our server sets for a page: percent-encoded JSON, because a header carries no
 * letters beyond Latin-1. Undefined when nobody is signed in; a malformed header is our own fault
 * and throws.
 */
export function readSessionUser(header: string | null): SessionUser | undefined {
  if (header === null || header === '') return undefined
  return sessionUserSchema.parse(JSON.parse(decodeURIComponent(header)))
}
