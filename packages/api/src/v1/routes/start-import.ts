import { getJob } from '@parallax/db'
import { codecs, isProjectCodecId } from '@parallax/formats'
import * as z from 'zod'
import { isEmptyProject } from '../../exchange/import-project.ts'
import { type NamedChoices, namedChoicesSchema } from '../../exchange/named-choices.ts'
import { maxImportBytes, receiveImport, receiveUpload } from '../../http/receive-import.ts'
import { type Asker, startDirectImport } from '../../jobs/import-jobs.ts'
import { cleanFilename } from '../../uploads/filename.ts'
import { importSchema } from '../answer-schemas.ts'
import { ApiProblem } from '../api-problem.ts'
import { shownImport } from '../job-shown.ts'
import { type Call, defineRoute, projectOf } from '../route-definition.ts'

const read = Object.values(codecs).filter((codec) => codec.read !== null)

export const startImportRoute = defineRoute({
  id: 'startImport',
  method: 'POST',
  path: '/projects/{project}/imports',
  title: 'Import a file',
  text: 'All of the file or nothing, beside what the project has: what is there already is found again. A file of a whole project goes into an empty one as it is. Ask for the import until it is `done` or `failed`; a failed one names what is wrong with the file.',
  scopes: ['imports:write'],
  roles: ['owner'],
  isHeavy: true,
  status: 202,
  query: z.strictObject({
    format: z
      .enum(read.map(({ id }) => id))
      .optional()
      .describe('Found out from the file when it is not said.'),
    name: z.string().max(200).default('upload').describe('What the file is called.'),
    labels: z
      .enum(['create', 'skip'])
      .default('create')
      .describe('What becomes of labels that the project lacks.'),
    map: z
      .string()
      .max(100_000)
      .optional()
      .describe(
        'What labels and annotators become, by names, as JSON: `{"labels": {"PER": "Person", "MISC": null}, "people": {"ada": "ada@example.org"}}`. A name that the file does not have is refused.',
      ),
    withoutBadLines: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Import the rest where something cannot be read.'),
    dryRun: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Only says what would come in, and changes nothing.'),
  }),
  file: `The bytes of the file, at most ${maxImportBytes}.`,
  answer: importSchema,
  location: ({ id }, call) => `/projects/${projectOf(call).projectId}/imports/${id}`,
  handle: async (call) => {
    const { services, holder, query } = call
    const { projectId, isArchived } = projectOf(call)
    if (isArchived) throw new ApiProblem(409, 'archived', 'The project is archived.')
    const id = await receive(call, { projectId, userId: holder.userId }, query)
    if (id === 'too-large') {
      const detail = `A file to import has at most ${maxImportBytes} bytes.`
      throw new ApiProblem(413, 'too-large', detail)
    }
    const job = await getJob(services.db, projectId, id)
    if (job === undefined) throw new Error('The job was just made.')
    return shownImport(job)
  },
})

type Query = {
  readonly format?: string | undefined
  readonly name: string
  readonly labels: 'create' | 'skip'
  readonly map?: string | undefined
  readonly withoutBadLines: 'true' | 'false'
  readonly dryRun: 'true' | 'false'
}

/** A whole project into an empty one as it is; anything else beside what is there. */
async function receive(
  { services, request }: Call,
  asker: Asker,
  { format, name, labels, dryRun, ...query }: Query,
): Promise<string> {
  const { projectId, userId } = asker
  const map = mapIn(query.map)
  const isMapped = Object.keys({ ...map.labels, ...map.people }).length > 0 || labels === 'skip'
  const isPlain = dryRun === 'false' && query.withoutBadLines === 'false' && !isMapped
  const isWhole = format !== undefined && isProjectCodecId(format) && isPlain
  if (isWhole && (await isEmptyProject(services.db, projectId)))
    return receiveImport(services, request, { projectId, importedBy: userId, codec: format })
  const withoutBadLines = query.withoutBadLines === 'true'
  const wish = { format: format ?? null, labels, map, withoutBadLines }
  return receiveUpload(services, request, ({ id }) =>
    startDirectImport(services, asker, {
      ...wish,
      upload: id,
      name: cleanFilename(name),
      isDry: dryRun === 'true',
    }),
  )
}

function mapIn(json = '{}'): NamedChoices {
  const parsed = namedChoicesSchema.safeParse(parseJson(json))
  if (parsed.success) return parsed.data
  const detail = 'The map is not of the form {"labels": {"PER": "Person"}, "people": {}}.'
  throw new ApiProblem(422, 'malformed', detail)
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
    return undefined
  }
}
