import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { call } from './project-doors.ts'

const text = `Ferry to stay in harbour

The harbour master said on Tuesday that the ferry would stay in harbour.
`
const documentsPerRequest = 100

type Uploaded = {
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

/** Puts many documents of one text into a project: “Article number 0” and so on. */
export async function importMany(page: Page, project: string, count: number): Promise<void> {
  const uploaded = await upload(page, project)
  const operations = Array.from({ length: count }, (_, index) => importOf(uploaded, index))
  for (let at = 0; at < count; at += documentsPerRequest) {
    const batch = operations.slice(at, at + documentsPerRequest)
    const input = { project, operations: batch }
    const { answers } = await call<Answers>(page, 'operations.submit', input)
    expect(answers.filter(({ result }) => result !== 'ok')).toEqual([])
  }
}

type Answers = { readonly answers: readonly { readonly result: string }[] }

async function upload(page: Page, project: string): Promise<Uploaded> {
  const { origin } = new URL((await page.request.head('/healthz')).url())
  const answer = await page.request.post(
    `/api/uploads?${new URLSearchParams({ project, filename: 'ferry.txt' })}`,
    { headers: { origin, 'content-type': 'text/plain' }, data: text },
  )
  expect(answer.status(), await answer.text()).toBe(200)
  return await answer.json()
}

function importOf(uploaded: Uploaded, index: number) {
  const { sourceSha256: sha256, bytes, mediaType, filename, importer, importerVersion } = uploaded
  const operationId = randomUUID()
  const document = randomUUID()
  const data = {
    textSha256: uploaded.textSha256,
    lengthUtf16: uploaded.lengthUtf16,
    source: { sha256, bytes, mediaType, filename, importer, importerVersion },
    meta: {
      publisher: null,
      agency: null,
      url: null,
      title: `Article number ${index}`,
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
