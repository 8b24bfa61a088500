import { releasesOf } from '@parallax/db'
import * as z from 'zod'
import { shownRelease } from '../../releases/shown-release.ts'
import { releaseSchema } from '../release-schemas.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

export const listReleasesRoute = defineRoute({
  id: 'listReleases',
  method: 'GET',
  path: '/projects/{project}/releases',
  title: 'The releases of a project',
  text: 'Newest first. A release never changes; one that is withdrawn stays and says why.',
  scopes: ['exports:read', 'releases:write'],
  answer: z.object({ releases: z.array(releaseSchema) }),
  handle: async (call) => {
    const found = await releasesOf(call.services.db, projectOf(call).projectId)
    return { releases: found.map(shownRelease) }
  },
})
