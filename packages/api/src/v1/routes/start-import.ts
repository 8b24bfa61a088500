import { getJob } from '@parallax/db'
import { isProjectCodecId, projectCodecs } from '@parallax/formats'
import * as z from 'zod'
import { maxImportBytes, receiveImport } from '../../http/receive-import.ts'
import { importSchema } from '../answer-schemas.ts'
import { ApiProblem } from '../api-problem.ts'
import { shownImport } from '../job-shown.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const read = Object.values(projectCodecs).filter((codec) => codec.read !== null)

export const startImportRoute = defineRoute({
  id: 'startImport',
  method: 'POST',
  path: '/projects/{project}/imports',
  title: 'Import a file',
  text: 'All of the file or nothing, into a project that holds nothing but a codebook. Ask for the import until it is `done` or `failed`; a failed one names what is wrong with the file.',
  scopes: ['imports:write'],
  roles: ['owner'],
  isHeavy: true,
  status: 202,
  query: z.strictObject({ format: z.enum(read.map(({ id }) => id)) }),
  file: `The bytes of the file, at most ${maxImportBytes}.`,
  answer: importSchema,
  location: ({ id }, call) => `/projects/${projectOf(call).projectId}/imports/${id}`,
  handle: async (call) => {
    const { services, request, holder, query } = call
    const { projectId, isArchived } = projectOf(call)
    const { format: codec } = query
    if (!isProjectCodecId(codec))
      throw new ApiProblem(422, 'no-such-format', 'There is no such format.')
    if (isArchived) throw new ApiProblem(409, 'archived', 'The project is archived.')
    const to = { projectId, importedBy: holder.userId, codec }
    const id = await receiveImport(services, request, to)
    if (id === 'too-large') {
      const detail = `A file to import has at most ${maxImportBytes} bytes.`
      throw new ApiProblem(413, 'too-large', detail)
    }
    const job = await getJob(services.db, projectId, id)
    if (job === undefined) throw new Error('The job was just made.')
    return shownImport(job)
  },
})
