import * as z from 'zod/mini'
import { publishedVersions } from '../codebook.ts'
import { draftContent } from '../codebook-draft.ts'
import { recordIdSchema } from '../ids.ts'
import { jsonEqual } from '../json-equal.ts'
import { newRecord } from '../new-record.ts'
import { planAdd } from '../planning.ts'
import type { RecordOf } from '../record.ts'
import type { CodebookContent } from '../record-kinds/codebook-content.ts'
import { type MigrationRule, migrationRulesSchema } from '../record-kinds/version.ts'
import { refuse } from '../result.ts'
import { defineOperation } from './operation-definition.ts'

/** Makes the draft a version that layers can follow. Publishing changes no annotation. */
export const codebookPublish = defineOperation({
  streams: ['codebook'],
  args: z.strictObject({
    id: recordIdSchema,
    note: z.string().check(z.maxLength(10_000)),
    migrations: migrationRulesSchema,
  }),
  plan: (planning) => {
    const { id, note, migrations } = planning.args
    const last = [...publishedVersions(planning.state).values()].at(-1)
    const content = draftContent(planning.state)
    if (last && jsonEqual(last.data.content, content)) return refuse({ code: 'nothing-to-publish' })
    const gone = last && missingMigration(last, content, migrations)
    if (gone) return refuse({ code: 'missing-migration', recordId: gone })
    const stray = strayRule(last, content, migrations)
    if (stray) return refuse({ code: 'unknown-label', recordId: stray })
    const needsMigration = migrations.length > 0 || scaleChanged(last, content)
    const number = (last?.data.number ?? 0) + 1
    const data = { number, note, content, migrations, needsMigration }
    return planAdd(planning, newRecord('version', id, data))
  },
})

/** A label of the last version that the draft lacks and no rule speaks of. */
function missingMigration(
  last: RecordOf<'version'>,
  content: CodebookContent,
  migrations: readonly MigrationRule[],
): MigrationRule['from'] | undefined {
  const kept = new Set(content.label.map(({ id }) => id))
  const ruled = new Set<string>(migrations.map(({ from }) => from))
  const gone = last.data.content.label.find(({ id }) => !kept.has(id) && !ruled.has(id))
  // The content's ids are copies of label ids.
  return gone?.id as MigrationRule['from'] | undefined
}

/** A label that a rule speaks of and that is not there: before, or to go on with. */
function strayRule(
  last: RecordOf<'version'> | undefined,
  content: CodebookContent,
  migrations: readonly MigrationRule[],
): MigrationRule['from'] | undefined {
  const idsOf = (of: CodebookContent | undefined) => new Set(of?.label.map(({ id }) => id))
  const [before, now] = [idsOf(last?.data.content), idsOf(content)]
  const lost = ({ from, to }: MigrationRule) =>
    before.has(from) ? to.find((id) => !now.has(id)) : from
  return migrations.map(lost).find((id) => id !== undefined)
}

function scaleChanged(last: RecordOf<'version'> | undefined, content: CodebookContent): boolean {
  const ends = (of: CodebookContent) => of.scale.map(({ data }) => [data.min, data.max])
  return last !== undefined && !jsonEqual(ends(last.data.content), ends(content))
}
