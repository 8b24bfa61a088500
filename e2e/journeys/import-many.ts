import type { Page } from '@playwright/test'
import { importOf, submitAll, uploadText } from './import-text.ts'

const text = `Ferry to stay in harbour

The harbour master said on Tuesday that the ferry would stay in harbour.
`
const documentsPerRequest = 100

/** Puts many documents of one text into a project: “Article number 0” and so on. */
export async function importMany(page: Page, project: string, count: number): Promise<void> {
  const uploaded = await uploadText(page, project, text)
  const operations = Array.from({ length: count }, (_, index) =>
    importOf(uploaded, `Article number ${index}`),
  )
  for (let at = 0; at < count; at += documentsPerRequest)
    await submitAll(page, project, operations.slice(at, at + documentsPerRequest))
}
