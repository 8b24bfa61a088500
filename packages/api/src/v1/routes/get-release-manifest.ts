import { privateHeaders } from '../../http/answers.ts'
import { readManifestText } from '../../releases/read-release.ts'
import { releaseOfCall } from '../release-of-call.ts'
import { defineFileRoute } from '../route-definition.ts'

export const getReleaseManifestRoute = defineFileRoute({
  id: 'getReleaseManifest',
  method: 'GET',
  path: '/projects/{project}/releases/{release}/manifest',
  title: 'The manifest of a release',
  text: 'To the letter, with a line and a hash for every document, and its split.',
  scopes: ['exports:read'],
  answer: 'JSON, as it was kept when the release was made.',
  send: async (call) => {
    const { release } = await releaseOfCall(call)
    const manifest = await readManifestText(call.services.blobs, release)
    call.response.writeHead(200, {
      ...privateHeaders,
      'content-type': 'application/vnd.parallax.release+json; charset=utf-8',
    })
    call.response.end(manifest)
  },
})
