'use client'

import { CircleAlert } from 'lucide-react'
import { pagesText } from '../components/pages-text.ts'
import { Button } from '../components/ui/button.tsx'
import { ErrorState } from '../components/ui/states.tsx'

export type ErrorPageProps = { readonly error: Error; readonly reset: () => void }

/** A fault of ours: what is safe, and two ways on. A full load of the start page leaves nothing broken behind. */
export default function ErrorPage({ reset }: ErrorPageProps) {
  return (
    <main className="lost">
      <ErrorState
        icon={<CircleAlert className="icon icon--lg" />}
        title={pagesText.fault.title}
        text={pagesText.fault.text}
        onRetry={reset}
        secondWay={
          <Button onClick={() => window.location.assign('/')}>{pagesText.fault.home}</Button>
        }
      />
    </main>
  )
}
