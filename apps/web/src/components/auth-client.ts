/** Signing in, up and out. Loaded when somebody does it: most pages never need it. */
export async function loadAuthClient() {
  const { createAuthClient } = await import('better-auth/react')
  return createAuthClient({ baseURL: window.location.origin, basePath: '/api/auth' })
}

/** Ends this session and loads another page, so that nothing of the person is left in memory. */
export async function signOut(nextPath = '/sign-in'): Promise<void> {
  const client = await loadAuthClient()
  await client.signOut()
  window.location.assign(nextPath)
}
