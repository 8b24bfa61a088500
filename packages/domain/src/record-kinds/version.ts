import * as z from 'zod/mini'
import { labelIdSchema } from '../ids.ts'
import { codebookContentSchema } from './codebook-content.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const target = z.readonly(z.array(labelIdSchema).check(z.length(1)))
const migrationRuleSchema = z.readonly(
  z.discriminatedUnion('kind', [
    z.strictObject({ from: labelIdSchema, kind: z.enum(['replace', 'merge']), to: target }),
    z.strictObject({
      from: labelIdSchema,
      kind: z.literal('split'),
      to: z.readonly(z.array(labelIdSchema).check(z.minLength(2))),
    }),
    z.strictObject({
      from: labelIdSchema,
      kind: z.literal('retire'),
      to: z.readonly(z.array(labelIdSchema).check(z.maxLength(0))),
    }),
  ]),
)
export type MigrationRule = z.infer<typeof migrationRuleSchema>
export const migrationRulesSchema = z.readonly(
  z.array(migrationRuleSchema).check(z.maxLength(1000)),
)

const shape = {
  number: z.int().check(z.positive()),
  note: z.string().check(z.maxLength(10_000)),
  content: codebookContentSchema,
  migrations: migrationRulesSchema,
  /** Whether layers need a migration: they do not follow this version by themselves. */
  needsMigration: z.boolean(),
}
const dataSchema = z.strictObject(shape)
export type VersionData = Readonly<z.infer<typeof dataSchema>>

/** A published codebook: never changes, is never removed. */
export const versionKind: KindDefinition<VersionData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Codebook version',
  shape,
  fixed: ['number', 'note', 'content', 'migrations', 'needsMigration'],
  uniqueKey: ({ number }) => String(number),
}
