import {
  type EntityId,
  entityIdSchema,
  type LabelId,
  labelIdSchema,
  type UserId,
  userIdSchema,
} from '@parallax/domain'
import type { Question } from '@parallax/find'
import { questionOf, questionParams } from '../../components/find/question-address.ts'

export const foundKinds = ['mention', 'claim', 'stance'] as const
export type FoundKind = (typeof foundKinds)[number]

/** What is looked for, and which records must stand over it. */
export type FindQuery = {
  readonly question: Question
  readonly kind: FoundKind | null
  readonly label: LabelId | null
  readonly entity: EntityId | null
  readonly author: UserId | null
}

/** The query that an address names; what cannot be read in it is as if it were not there. */
export function queryOf(params: URLSearchParams): FindQuery {
  const label = labelIdSchema.safeParse(params.get('label'))
  const entity = entityIdSchema.safeParse(params.get('entity'))
  const author = userIdSchema.safeParse(params.get('by'))
  return {
    question: questionOf(params),
    kind: foundKinds.find((kind) => kind === params.get('in')) ?? null,
    label: label.success ? label.data : null,
    entity: entity.success ? entity.data : null,
    author: author.success ? author.data : null,
  }
}

/** The address of a query, without the path. */
export function addressOf({ question, kind, label, entity, author }: FindQuery): string {
  const params = questionParams(question)
  if (kind) params.set('in', kind)
  if (label) params.set('label', label)
  if (entity) params.set('entity', entity)
  if (author) params.set('by', author)
  return params.toString()
}
