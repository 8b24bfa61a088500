import { Layers } from 'lucide-react'
import { lazily } from '../../components/lazily.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { annotateText } from './annotate-text.ts'

const LayerList = lazily(async () => (await import('./layer-list.tsx')).LayerList)

/** Whose records are shown, where several people write beside each other. */
export function LayerSwitch() {
  return (
    <Popover
      label={annotateText.layers}
      align="end"
      trigger={
        <Button look="ghost">
          <Layers className="icon icon--sm" />
          {annotateText.layers}
        </Button>
      }
    >
      <LayerList />
    </Popover>
  )
}
