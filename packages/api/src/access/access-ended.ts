import type { ChangeBus, Notice } from '@parallax/db'
import * as z from 'zod'

const topic = 'access-ended'

const accessEndedSchema = z.strictObject({
  /** Only this session; all of the person's when absent. */
  sessionId: z.string().optional(),
  userId: z.string().optional(),
  /** All but this session of the person. */
  exceptSessionId: z.string().optional(),
  /** Only in this project; everywhere when absent. */
  projectId: z.string().optional(),
  reason: z.enum(['signed-out', 'removed', 'expired']),
})

/** Somebody may no longer do what they could: their session is over, or their role has changed. */
export type AccessEnded = Readonly<z.infer<typeof accessEndedSchema>>

/** Tells every process, so that requests are looked up afresh and feeds end at once. */
export function announceAccessEnded(bus: ChangeBus, ended: AccessEnded): void {
  bus.announce({ topic, content: ended })
}

/** The announcement in a notice, or `undefined` when it is about something else. */
export function readAccessEnded(notice: Notice): AccessEnded | undefined {
  return notice.topic === topic ? accessEndedSchema.parse(notice.content) : undefined
}

/** Whether an announcement concerns a person who works in a project by some session. */
export function isAbout(
  ended: AccessEnded,
  of: { readonly sessionId: string; readonly userId: string; readonly projectId: string },
): boolean {
  return (
    (ended.sessionId === undefined || ended.sessionId === of.sessionId) &&
    (ended.userId === undefined || ended.userId === of.userId) &&
    (ended.projectId === undefined || ended.projectId === of.projectId) &&
    ended.exceptSessionId !== of.sessionId
  )
}
