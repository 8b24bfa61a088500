import { getJob } from '@parallax/db'
import { codecs, problemOfWish } from '@parallax/formats'
import * as z from 'zod'
import { chosenSelection, idsSchema, layersWishSchema } from '../../exchange/chosen-selection.ts'
import { writtenFormat } from '../../exchange/export-project.ts'
import { partsWishShape } from '../../exchange/parts-wish.ts'
import { startExport } from '../../jobs/run-export.ts'
import { exportSchema } from '../answer-schemas.ts'
import { ApiProblem } from '../api-problem.ts'
import { shownExport } from '../job-shown.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

const written = Object.values(codecs).filter(({ write }) => write !== null)

const wishSchema = z.strictObject({
  format: z
    .enum(written.map(({ id }) => id))
    .describe(`One of: ${written.map(({ id, keeps }) => `${id} (${keeps})`).join(' ')}`),
  documents: z
    .union([z.literal('all'), idsSchema])
    .default('all')
    .describe('Ids of documents.'),
  layers: layersWishSchema
    .default('all')
    .describe(
      'Those of everybody side by side; `mine`, of the person whose token it is; those that were `adjudicated`; those `of` one person of the project; or some by id.',
    ),
  ...partsWishShape,
  sideFile: z
    .boolean()
    .default(false)
    .describe('With everything as a native file and the report beside it, as a zip archive.'),
})

export const startExportRoute = defineRoute({
  id: 'startExport',
  method: 'POST',
  path: '/projects/{project}/exports',
  title: 'Start an export',
  text: 'The project is written into a file as it stands now. Ask for the export until it is `done`, then fetch its file. What others still write blind is left out.',
  scopes: ['exports:read'],
  isHeavy: true,
  status: 202,
  content: wishSchema,
  answer: exportSchema,
  location: ({ id }, call) => `/projects/${projectOf(call).projectId}/exports/${id}`,
  handle: async (call) => {
    const { services, holder, content } = call
    const { projectId } = projectOf(call)
    const { format } = content
    const codec = writtenFormat(format)
    if (!codec) throw new ApiProblem(422, 'no-such-format', 'There is no such format.')
    const { kinds, without, offsetUnit, sideFile: hasSideFile } = content
    const options = { kinds, without, offsetUnit, hasSideFile }
    const problem = problemOfWish({ codec, ...options })
    if (problem !== undefined) throw new ApiProblem(422, 'not-in-this-format', problem)
    const selection = await chosenSelection(services.db, projectId, content, holder.userId)
    if (!selection)
      throw new ApiProblem(422, 'no-such-person', 'The project has nobody with this id.')
    const id = await startExport(services, {
      projectId,
      codec: format,
      selection,
      exportedAt: new Date(),
      options,
      exportedBy: holder.userId,
      token: holder.token.name,
    })
    const job = await getJob(services.db, projectId, id)
    if (job === undefined) throw new Error('The job was just made.')
    return shownExport(services, job)
  },
})
