/** What a token may do of what its person may. */
export const tokenScopes = [
  'documents:read',
  'exports:read',
  'imports:write',
  'releases:write',
] as const

export type TokenScope = (typeof tokenScopes)[number]
