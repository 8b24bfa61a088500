import { operationSchema, type ProjectId, registryStreamId } from '@parallax/domain'
import { entityType } from '@parallax/domain/test'
import { newId } from '../bench/new-id.ts'

/** The operation that makes one more entity, as a page would send it. */
export function entityOperation(project: ProjectId) {
  const id = newId()
  const data = {
    name: `Ferry ${id}`,
    // Every round's project has the codebook of the sample, with its ids.
    type: entityType('PER'),
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
