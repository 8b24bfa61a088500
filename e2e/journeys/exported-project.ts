import { expect, type Page } from '@playwright/test'

/** One line of a native export: only what the journeys look at is known of it. */
export type ExportedLine = {
  readonly kind: string
  readonly id: string
  readonly deleted?: boolean
  readonly layer?: string
  readonly name?: string
  // A record's data differs by kind; the journeys compare what they know should stand there.
  readonly data: Record<string, unknown>
  readonly text: string
  readonly createdBy: string
  readonly updatedBy: string
}

/** The lines of the project's native export, by kind; deleted records are left out. */
export async function exportProject(page: Page, project: string) {
  const answer = await page.request.get(`/api/exports/${project}/parallax?layers=all`)
  expect(answer.status(), await answer.text()).toBe(200)
  return readExport(await answer.text())
}

/** The lines of a native export as it was saved. */
export function readExport(file: string) {
  const lines = file
    .trimEnd()
    .split('\n')
    .map((line): ExportedLine => JSON.parse(line))
  return {
    lines,
    of: (kind: string) => lines.filter((line) => line.kind === kind && line.deleted !== true),
  }
}
