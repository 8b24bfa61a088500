import * as z from 'zod'
import { compareStored } from '../../releases/compare-stored.ts'
import { nothingHere } from '../api-problem.ts'
import { releaseNumber } from '../release-of-call.ts'
import { defineRoute, projectOf } from '../route-definition.ts'

export const compareReleasesRoute = defineRoute({
  id: 'compareReleases',
  method: 'GET',
  path: '/projects/{project}/releases/{release}/comparison/{other}',
  title: 'What differs between two releases',
  text: 'From the first number to the second: documents, records, labels and splits.',
  scopes: ['exports:read'],
  isHeavy: true,
  answer: z.record(z.string(), z.unknown()),
  handle: async (call) => {
    const { named, services } = call
    const [from, to] = [releaseNumber(named.release), releaseNumber(named.other)]
    const found = await compareStored(services, projectOf(call).projectId, from, to)
    if (found === undefined) throw nothingHere()
    return { ...found }
  },
})
