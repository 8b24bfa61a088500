import { AsyncResource } from 'node:async_hooks'
import { updateJob } from '@parallax/db'
import type { Services } from '../services.ts'

/**
 * Notes progress by whole percents, one at a time: what is not noted in between is not missed. Others
 * see it at once, also when it is told in the middle of a transaction: it is noted beside that, where
 * this was called, and nobody waits for it.
 */
export function progressNoter(
  { db, log }: Pick<Services, 'db' | 'log'>,
  key: { readonly projectId: string; readonly id: string },
): (doneRatio: number) => void {
  let noted = 0
  let isNoting = false
  return AsyncResource.bind((doneRatio: number) => {
    // The last percent is for the file that is whole.
    const progressPercent = Math.min(99, Math.floor(doneRatio * 100))
    if (isNoting || progressPercent <= noted) return
    isNoting = true
    noted = progressPercent
    void updateJob(db, key, { progressPercent })
      .catch((fault: unknown) => log.warn({ err: fault }, 'progress was not noted'))
      .finally(() => {
        isNoting = false
      })
  })
}
