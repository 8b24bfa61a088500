import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { AppFrame } from '../components/app-frame.tsx'
import { APPEARANCE_SCRIPT } from '../components/appearance-script.ts'
import { readSessionUser } from '../components/session-user.ts'
import { ZOD_SETTINGS_SCRIPT } from '../components/zod-settings-script.ts'
import './fonts/fonts.css'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Parallax', template: '%s · Parallax' },
  description: 'Read the same event in several outlets, and tag who says what.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** Our server hands every page headers that it strips from outside: nonce, person, build. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const handed = await headers()
  const nonce = handed.get('x-nonce') ?? undefined
  const user = readSessionUser(handed.get('x-parallax-user'))
  return (
    <html
      lang="en"
      data-build={handed.get('x-parallax-build') ?? undefined}
      suppressHydrationWarning
    >
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {APPEARANCE_SCRIPT + ZOD_SETTINGS_SCRIPT}
        </script>
      </head>
      <body>
        <AppFrame visitor={{ user, nonce }}>{children}</AppFrame>
      </body>
    </html>
  )
}
