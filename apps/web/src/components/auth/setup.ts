/** What this instance asks of a new account. */
export type Setup = {
  /** Nobody has an account yet: the first one owns the instance. */
  readonly firstRun: boolean
  /** The first account needs the token that the server printed when it started. */
  readonly tokenRequired: boolean
  /** The owner lets anybody sign up. */
  readonly signUpOpen: boolean
}

/** For TanStack Query: asks the server what a new account needs. */
export const setupQuery = {
  queryKey: ['setup'],
  queryFn: async (): Promise<Setup> => {
    const response = await fetch('/api/setup')
    if (!response.ok) throw new Error(`GET /api/setup answered ${response.status}`)
    const body: unknown = await response.json()
    return {
      firstRun: isSet(body, 'firstRun'),
      tokenRequired: isSet(body, 'tokenRequired'),
      signUpOpen: isSet(body, 'signUpOpen'),
    }
  },
} as const

function isSet(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && Reflect.get(body, name) === true
}
