import * as z from 'zod/mini'
import {
  checkAliases,
  checkEntityGraph,
  checkEntityType,
  checkLiveEntities,
  checkRedirect,
} from '../checks.ts'
import { entityIdSchema, labelIdSchema } from '../ids.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  name: z.string().check(z.minLength(1), z.maxLength(300)),
  /** An entity type of the codebook. */
  type: labelIdSchema,
  /** A group of entities ("the two leaders"). */
  collective: z.boolean(),
  members: z.readonly(z.array(entityIdSchema).check(z.maxLength(1000))),
  partOf: z.nullable(entityIdSchema),
  /** Other names; each is a register of its own, so different aliases commute. */
  aliases: z.record(z.string(), z.literal(true)),
  /** Ids elsewhere, by the name of the place: `wikidata`. */
  externalIds: z.record(z.string(), z.string()),
  note: z.string().check(z.maxLength(10_000)),
  /** The entity that this one was merged into. */
  redirect: z.nullable(entityIdSchema),
}
const dataSchema = z.strictObject(shape)
export type EntityData = Readonly<z.infer<typeof dataSchema>>

/** Someone or something that texts of the project refer to. */
export const entityKind: KindDefinition<EntityData> = {
  ...plainKind,
  streams: ['registry'],
  title: 'Entity',
  shape,
  fixed: [],
  openMaps: ['aliases', 'externalIds'],
  refersTo: ({ type }) => [type],
  dependsOn: ({ members, partOf, redirect }) => [
    ...members,
    ...[partOf, redirect].filter((id) => id !== null),
  ],
  uniqueKey: ({ externalIds, redirect }) =>
    redirect === null && externalIds.wikidata ? `wikidata:${externalIds.wikidata}` : null,
  duplicateRefusal: (existing) => ({ code: 'external-id-taken', recordId: existing }),
  registerChecks: {
    type: ({ type }, { context }) => checkEntityType(type, context),
    members: ({ members }, { state, context }) =>
      checkLiveEntities(members, { ...context, registry: state }),
    partOf: ({ partOf }, { state, context }) =>
      checkLiveEntities(partOf ? [partOf] : [], { ...context, registry: state }),
  },
  check: (data, { state }, id) => {
    if (data.name.trim() !== data.name)
      return { code: 'bad-value', register: 'name', problem: 'it begins or ends with a space' }
    if (data.members.length > 0 && !data.collective) return { code: 'members-need-collective' }
    const wikidata = data.externalIds.wikidata
    if (wikidata !== undefined && !/^Q[1-9][0-9]*$/.test(wikidata))
      return { code: 'bad-external-id', value: wikidata }
    return (
      checkAliases(data) ??
      checkEntityGraph(state, data, id) ??
      checkRedirect(state, id, data.redirect)
    )
  },
}
