import { ApiProblem } from '../api-problem.ts'
import { fileOfExport } from '../job-shown.ts'
import { ownExport } from '../own-export.ts'
import { defineFileRoute } from '../route-definition.ts'
import { sendFile } from '../send-file.ts'

export const getExportFileRoute = defineFileRoute({
  id: 'getExportFile',
  method: 'GET',
  path: '/projects/{project}/exports/{export}/file',
  title: 'The file of an export',
  text: 'Takes `Range`, so that a download that broke off goes on, and `If-None-Match` with the ETag, which is the SHA-256 of the file.',
  scopes: ['exports:read'],
  answer: 'The whole file.',
  send: async (call) => {
    const job = await ownExport(call)
    const file = fileOfExport(job)
    if (file === undefined) {
      const detail = `The export is ${job.state}: there is no file of it.`
      throw new ApiProblem(409, 'no-file', detail)
    }
    const bytes = await call.services.exportFiles.open(job.id)
    if (bytes === undefined)
      throw new ApiProblem(
        410,
        'gone',
        'The file was removed, as all are after a week. Export again.',
      )
    await sendFile(call.request, call.response, file, bytes)
  },
})
