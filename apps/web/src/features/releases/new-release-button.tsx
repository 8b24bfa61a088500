import { releaseRoles } from '@parallax/domain'
import { Package } from 'lucide-react'
import { useState } from 'react'
import { lazily } from '../../components/lazily.tsx'
import { releasesText as text } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { useSession } from '../../sync/project-provider.tsx'

const MakeReleaseDialog = lazily(() =>
  import('./make-release-dialog.tsx').then((module) => module.MakeReleaseDialog),
)

/** Opens the dialog that makes a release, for those who may. */
export function NewReleaseButton() {
  const { me } = useSession()
  const [isOpen, setIsOpen] = useState(false)
  if (!releaseRoles.make.includes(me.role)) return null
  return (
    <>
      <Button look="primary" onClick={() => setIsOpen(true)}>
        <Package className="icon icon--sm" />
        {text.make}
      </Button>
      {isOpen && <MakeReleaseDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
