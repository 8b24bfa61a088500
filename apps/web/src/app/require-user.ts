import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { readSessionUser, type SessionUser } from '../components/session-user.ts'

/** Who asks for this page; whoever is not signed in is sent to sign in, and comes back to `path`. */
export async function requireUser(path: string): Promise<SessionUser> {
  const user = readSessionUser((await headers()).get('x-parallax-user'))
  return user ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}
