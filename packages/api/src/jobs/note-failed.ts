import { setTimeout as wait } from 'node:timers/promises'
import { passingTrouble } from '../load/passing-trouble.ts'

const attempts = 20
const pauseMs = 1_000

/**
 * Notes that a job has failed. The database may be what failed: then it is waited for, so that the
 * job does not seem to go on.
 */
export async function noteFailed(note: () => Promise<unknown>, attempt = 1): Promise<void> {
  try {
    await note()
  } catch (fault) {
    if (attempt === attempts || passingTrouble(fault) === undefined) throw fault
    await wait(pauseMs)
    return noteFailed(note, attempt + 1)
  }
}
