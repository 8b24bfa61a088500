import { FileQuestion } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { pagesText } from '../components/pages-text.ts'
import { Button } from '../components/ui/button.tsx'
import { EmptyState } from '../components/ui/states.tsx'

export const metadata: Metadata = { title: pagesText.lost.title }

export default function NotFound() {
  return (
    <main className="lost">
      <EmptyState
        icon={<FileQuestion className="icon icon--lg" />}
        title={pagesText.lost.title}
        text={pagesText.lost.text}
        actions={
          <Button asChild look="primary">
            <Link href="/">{pagesText.lost.home}</Link>
          </Button>
        }
      />
    </main>
  )
}
