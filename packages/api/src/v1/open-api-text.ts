import { tokenScopes } from '../tokens/token-scopes.ts'

export const openApiText = {
  title: 'Parallax for scripts',
  description:
    'Projects, documents, exports and imports of this installation, for programs. What a token opens is what its person may see and do, narrowed to its scopes and to its project. Answers may get more fields; what is there keeps its meaning.',
  token: `An access token, made on the page Account. Its scopes are some of: ${tokenScopes.join(', ')}.`,
  problem: 'What kept the request from being done, as RFC 9457 says.',
  part: 'The part that Range asked for.',
  unchanged: 'The file is the one whose ETag was sent.',
} as const
