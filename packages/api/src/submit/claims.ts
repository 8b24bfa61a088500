import type { Task } from './task.ts'

/**
 * What operations on their way lay hold on. Two that are in different layers know nothing of each
 * other; whatever writes registry, codebook or documents is looked at by everything in its project,
 * and looks at it.
 */
export class Claims {
  readonly #projects = new Set<string>()
  readonly #whole = new Set<string>()
  /** Streams, operations, which may come twice, and those that others must come after. */
  readonly #keys = new Set<string>()

  /** Of the operations of one or more requests. */
  add(tasks: readonly Task[]): void {
    for (const task of tasks) {
      this.#projects.add(task.projectId)
      if (!task.isInLayer) this.#whole.add(task.projectId)
      this.#keys.add(task.streamKey).add(task.key)
      if (task.afterKey !== null) this.#keys.add(task.afterKey)
    }
  }

  /** Whether one of these must wait for one of those that are claimed for. */
  clashWith(tasks: readonly Task[]): boolean {
    return tasks.some((task) => {
      if (!this.#projects.has(task.projectId)) return false
      if (this.#whole.has(task.projectId) || !task.isInLayer) return true
      if (this.#keys.has(task.streamKey) || this.#keys.has(task.key)) return true
      return task.afterKey !== null && this.#keys.has(task.afterKey)
    })
  }
}
