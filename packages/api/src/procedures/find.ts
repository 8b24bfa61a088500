import {
  documentIdSchema,
  entityIdSchema,
  labelIdSchema,
  layerRecordKinds,
  projectIdSchema,
  roles,
  userIdSchema,
} from '@parallax/domain'
import { maxWordsUtf16 } from '@parallax/find'
import * as z from 'zod'
import { findInProject } from '../queries/find-in-project.ts'
import { memberProcedure, router } from '../trpc/procedures.ts'

// The keys of the table are the kinds.
const kinds = Object.keys(layerRecordKinds) as (keyof typeof layerRecordKinds)[]

const question = z.strictObject({
  words: z.string().max(maxWordsUtf16),
  matchCase: z.boolean().default(false),
  matchAccents: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
  isPattern: z.boolean().default(false),
})

const filter = z.strictObject({
  kinds: z.array(z.enum(kinds)).max(kinds.length).default([]),
  label: z.nullable(labelIdSchema).default(null),
  entity: z.nullable(entityIdSchema).default(null),
  author: z.nullable(userIdSchema).default(null),
})

const cursor = z.strictObject({
  importedAt: z.iso.datetime(),
  document: documentIdSchema,
  fromUtf16: z.int().nonnegative().max(2_147_483_647),
})

/** Words in the texts of a project. */
export const findRouter = router({
  inProject: memberProcedure()
    .meta({ authz: { who: 'member', roles }, rate: 'search' })
    .input(
      z.strictObject({
        project: projectIdSchema,
        question,
        filter: filter.default({ kinds: [], label: null, entity: null, author: null }),
        cursor: cursor.nullable().default(null),
      }),
    )
    .query(({ ctx, input: { project, ...query }, signal }) =>
      findInProject(ctx.services, project, query, { signal }),
    ),
})
