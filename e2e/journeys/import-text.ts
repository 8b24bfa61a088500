import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { call } from './project-doors.ts'

/** What the server read in a text. */
export type Uploaded = {
  readonly textSha256: string
  readonly lengthUtf16: number
  readonly sourceSha256: string
  readonly bytes: number
  readonly mediaType: string
  readonly filename: string
  readonly importer: string
  readonly importerVersion: string
  readonly proposal: { readonly zones: readonly object[] }
}

type Answers = { readonly answers: readonly { readonly result: string }[] }

/** Hands in the bytes of a text. */
export async function uploadText(page: Page, project: string, text: string): Promise<Uploaded> {
  const { origin } = new URL((await page.request.head('/healthz')).url())
  const answer = await page.request.post(
    `/api/uploads?${new URLSearchParams({ project, filename: 'ferry.txt' })}`,
    { headers: { origin, 'content-type': 'text/plain' }, data: text },
  )
  expect(answer.status(), await answer.text()).toBe(200)
  return await answer.json()
}

/** Sends operations and expects every one to be taken. */
export async function submitAll(
  page: Page,
  project: string,
  operations: readonly object[],
): Promise<void> {
  const { answers } = await call<Answers>(page, 'operations.submit', { project, operations })
  expect(answers.filter(({ result }) => result !== 'ok')).toEqual([])
}

/** The operation that makes a document of an uploaded text. */
export function importOf(uploaded: Uploaded, title: string, document: string = randomUUID()) {
  const { sourceSha256: sha256, bytes, mediaType, filename, importer, importerVersion } = uploaded
  const operationId = randomUUID()
  const data = {
    textSha256: uploaded.textSha256,
    lengthUtf16: uploaded.lengthUtf16,
    source: { sha256, bytes, mediaType, filename, importer, importerVersion },
    meta: {
      publisher: null,
      agency: null,
      url: null,
      title,
      byline: [],
      language: 'en',
      publishedAt: null,
      publishedAtBasis: null,
    },
    zones: uploaded.proposal.zones,
    supersedes: null,
    purged: false,
  }
  return {
    id: operationId,
    stream: { kind: 'document', id: document },
    baseSeq: 0,
    group: operationId,
    after: null,
    type: 'document.import',
    args: { id: document, data },
  }
}
