import { isProjectGone, sqlStateOf } from '@parallax/db'
import type { Logger } from 'pino'
import { passingTrouble } from '../load/passing-trouble.ts'

/**
 * Tells the log why something was not done: a fault of ours with where it was thrown; trouble that
 * passes – the database is away, too much waits, the disk is full – as one short warning, because it
 * comes once for every request; that a project was removed meanwhile is nobody's fault.
 */
export function logFault(
  log: Logger,
  fault: unknown,
  about: Readonly<Record<string, unknown>>,
  message: string,
): void {
  const trouble = passingTrouble(fault)
  if (trouble !== undefined)
    log.warn({ ...about, reason: trouble.reason, code: sqlStateOf(fault) }, message)
  else if (isProjectGone(fault)) log.info({ ...about, reason: 'project-gone' }, message)
  else log.error({ err: fault, ...about }, message)
}
