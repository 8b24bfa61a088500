import { updateJob } from '@parallax/db'
import type { Services } from '../services.ts'

/** Notes progress by whole percents, one at a time: what is not noted in between is not missed. */
export function progressNoter(
  { db, log }: Pick<Services, 'db' | 'log'>,
  key: { readonly projectId: string; readonly id: string },
): (doneRatio: number) => void {
  let noted = 0
  let isNoting = false
  return (doneRatio) => {
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
  }
}
