import { codebookStreamId, type ProjectId, registryStreamId, type StreamId } from '@parallax/domain'
import { RecencyCache } from './recency-cache.ts'

/** The two streams that every project has. */
export type ProjectStreams = { readonly registry: StreamId; readonly codebook: StreamId }

/** Deriving an id costs a hash in plain code, and every operation asks for both. */
const known = new RecencyCache<ProjectStreams>(10_000)

/** The ids of a project's registry and codebook, derived once while the project is in use. */
export function projectStreams(project: ProjectId): ProjectStreams {
  const found = known.get(project)
  if (found !== undefined) return found
  const made = { registry: registryStreamId(project), codebook: codebookStreamId(project) }
  known.put(project, made, 1)
  return made
}
