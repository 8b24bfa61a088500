import type { RecordKind, UserId } from '@parallax/domain'
import type { ApiOutputs } from '../../../components/api-outputs.ts'
import { commentsText } from './comments-text.ts'

/** What others have done to a document since one was last there. */
export type SinceVisit = NonNullable<ApiOutputs['visits']['since']>

type Counts = Partial<Record<RecordKind, number>>

/** Whether there is anything to tell. */
export function hasNews(since: SinceVisit | null): since is SinceVisit {
  return since !== null && since.people.length > 0
}

const mostPeople = 3

/** Who did what, in a few words: “Mei added 3 claims, changed 2 and wrote 1 comment.” */
export function sinceWords(since: SinceVisit, nameOf: (user: UserId) => string): string {
  const sentences = since.people
    .slice(0, mostPeople)
    .map((each) => `${nameOf(each.userId)} ${deeds(each)}.`)
  const others = since.people.length - mostPeople
  return [
    ...sentences,
    ...(others > 0 ? [commentsText.othersToo(others)] : []),
    ...(since.isCut ? [commentsText.andMore] : []),
  ].join(' ')
}

function deeds({ added, changed, deleted }: SinceVisit['people'][number]): string {
  const { comment = 0, ...addedRecords } = added as Counts // the wire has lost which keys there may be
  const { comment: _, ...changedRecords } = changed as Counts // as above
  const { comment: __, ...deletedRecords } = deleted as Counts // as above
  const parts = [
    ...part(commentsText.added, addedRecords),
    ...part(commentsText.changed, changedRecords),
    ...part(commentsText.deleted, deletedRecords),
    ...(comment > 0 ? [commentsText.commented(comment)] : []),
  ]
  return parts.length > 0 ? listOf(parts) : commentsText.editedComments
}

function part(verb: (what: string) => string, counts: Counts): string[] {
  const named = Object.entries(counts).flatMap(([kind, count]) =>
    count > 0 ? [commentsText.counted(kind, count)] : [],
  )
  return named.length > 0 ? [verb(listOf(named))] : []
}

function listOf(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${last}` : last
}
