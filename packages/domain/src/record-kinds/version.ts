import * as z from 'zod'
import { labelIdSchema } from '../ids.ts'
import { codebookContentSchema } from './codebook-content.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const target = z.array(labelIdSchema).length(1).readonly()
const migrationRuleSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ from: labelIdSchema, kind: z.enum(['replace', 'merge']), to: target }),
    z.strictObject({
      from: labelIdSchema,
      kind: z.literal('split'),
      to: z.array(labelIdSchema).min(2).readonly(),
    }),
    z.strictObject({
      from: labelIdSchema,
      kind: z.literal('retire'),
      to: z.array(labelIdSchema).max(0).readonly(),
    }),
  ])
  .readonly()
export type MigrationRule = z.infer<typeof migrationRuleSchema>
export const migrationRulesSchema = z.array(migrationRuleSchema).max(1000).readonly()

const shape = {
  number: z.int().positive(),
  note: z.string().max(10_000),
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
