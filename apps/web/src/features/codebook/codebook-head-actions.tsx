import { FileClock } from 'lucide-react'
import { useState } from 'react'
import { StreamHistoryButton } from '../../components/history/stream-history-button.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Tip } from '../../components/ui/tooltip.tsx'
import { ChangesDialog } from './changes-dialog.tsx'
import { useTools } from './codebook-context.ts'
import { useCodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

const text = codebookText.actions

type Open = 'versions' | 'changes' | 'publish' | null

/** Versions for everyone; what would change and publishing for owners. */
export function CodebookHeadActions() {
  const { isOwner, latest, changes } = useTools()
  const [open, setOpen] = useState<Open>(null)
  const { go } = useCodebookPlace()
  const close = () => setOpen(null)
  const next = (latest?.number ?? 0) + 1
  return (
    <>
      <StreamHistoryButton
        of="codebook"
        kinds={['label', 'labelSet', 'attribute', 'guideline', 'scale', 'annotatable', 'version']}
        mayUndo={isOwner}
        onReveal={({ id, kind }) => {
          if (kind === 'label' || kind === 'labelSet') go(id)
        }}
      />
      <Button look="ghost" onClick={() => setOpen('versions')}>
        <FileClock className="icon icon--sm" />
        {text.versions}
      </Button>
      {isOwner && (
        <>
          <Button onClick={() => setOpen('changes')}>{text.changes}</Button>
          {changes.length > 0 ? (
            <Button look="primary" onClick={() => setOpen('publish')}>
              {text.publish(next)}
            </Button>
          ) : (
            <Tip text={text.nothing}>
              <Button aria-disabled="true" className="cb__idle">
                {text.publish(next)}
              </Button>
            </Tip>
          )}
        </>
      )}
      {open === 'versions' && <VersionsDialog onClose={close} />}
      {open === 'changes' && <ChangesDialog version={next} onClose={close} />}
      {open === 'publish' && <PublishDialog version={next} onClose={close} />}
    </>
  )
}
