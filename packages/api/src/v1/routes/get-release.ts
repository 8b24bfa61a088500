import { newestCard } from '@parallax/db'
import { bibtexOfRelease, citeRelease } from '@parallax/formats'
import * as z from 'zod'
import { shownRelease } from '../../releases/shown-release.ts'
import { releaseOfCall } from '../release-of-call.ts'
import { releaseSchema } from '../release-schemas.ts'
import { defineRoute } from '../route-definition.ts'

export const getReleaseRoute = defineRoute({
  id: 'getRelease',
  method: 'GET',
  path: '/projects/{project}/releases/{release}',
  title: 'A release',
  text: 'By its number, with its card and how it is cited.',
  scopes: ['exports:read', 'releases:write'],
  answer: z.object({
    ...releaseSchema.shape,
    card: z.string().describe('Markdown'),
    citation: z.string(),
    bibtex: z.string(),
  }),
  handle: async (call) => {
    const found = await releaseOfCall(call)
    const card = await newestCard(call.services.db, found.release)
    const shown = shownRelease(found)
    const { summary } = shown
    const [citation, bibtex] = [citeRelease(summary), bibtexOfRelease(summary)]
    return { ...shown, card: card?.body ?? '', citation, bibtex }
  },
})
