import {
  defaultCodebookRecords,
  operationSchema,
  type ProjectId,
  registryStreamId,
} from '@parallax/domain'
import { newId } from '../bench/new-id.ts'

/** The operation that makes one more entity, as a page would send it. */
export function entityOperation(project: ProjectId) {
  const id = newId()
  const label = defaultCodebookRecords(project).find(({ kind }) => kind === 'label')
  const data = {
    name: `Ferry ${id}`,
    type: label?.id,
    collective: false,
    members: [],
    partOf: null,
    aliases: {},
    externalIds: {},
    note: '',
    redirect: null,
  }
  return operationSchema.parse({
    id,
    stream: { kind: 'registry', id: registryStreamId(project) },
    baseSeq: 0,
    group: id,
    after: null,
    type: 'entity.create',
    args: { id: newId(), data },
  })
}
