import { loadStreams } from '@parallax/db'
import { codebookStreamId, isRecordOf } from '@parallax/domain'
import * as z from 'zod'
import { recordFromRow } from '../../submit/stored-form.ts'
import { ApiProblem } from '../api-problem.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const entrySchema = z.object({ id: z.string(), data: z.record(z.string(), z.unknown()) })

export const getCodebookRoute = defineRoute({
  id: 'getCodebook',
  method: 'GET',
  path: '/projects/{project}/codebook',
  title: 'A published version of the codebook',
  text: 'The newest, or the one with the number `version`. What is published never changes. The fields of the entries are described in docs/formats/parallax.md.',
  scopes: ['documents:read'],
  query: z.strictObject({
    version: z.coerce.number<string>().int().positive().optional().describe('Its number, from 1.'),
  }),
  answer: z.object({
    version: z.int().positive(),
    versions: z.array(z.int().positive()).describe('All that there are, in order.'),
    note: z.string(),
    publishedAt: z.iso.datetime(),
    publishedBy: z.uuid(),
    content: z.record(z.string(), z.array(entrySchema)).describe('Its entries, by their kind.'),
  }),
  handle: async (call) => {
    const { projectId } = projectOf(call)
    const [stream] = await loadStreams(call.services.db, projectId, [codebookStreamId(projectId)])
    const published = (stream?.records ?? []).flatMap((row) => {
      const record = recordFromRow(row)
      return isRecordOf(record, 'version') ? [{ row, data: record.data }] : []
    })
    published.sort((a, b) => a.data.number - b.data.number)
    const versions = published.map(({ data }) => data.number)
    const wanted = call.query.version ?? versions.at(-1)
    const found = published.find(({ data }) => data.number === wanted)
    if (found === undefined) throw noVersion(versions)
    const { row, data } = found
    const entries = Object.entries(data.content)
    return {
      version: data.number,
      versions,
      note: data.note,
      publishedAt: row.createdAt.toISOString(),
      publishedBy: row.createdBy,
      content: Object.fromEntries(entries.map(([kind, records]) => [kind, [...records]])),
    }
  },
})

function noVersion(versions: readonly number[]): ApiProblem {
  const there = versions.length === 0 ? 'Nothing was published yet.' : `There are ${versions}.`
  return new ApiProblem(404, 'no-such-version', `The codebook has no such version. ${there}`)
}
