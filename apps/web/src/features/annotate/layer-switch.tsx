import { Layers } from 'lucide-react'
import { Button } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { useAnnotation } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import { layerName } from './layer-name.ts'

/** Whose records are shown, where several people write beside each other. */
export function LayerSwitch() {
  const { annotation } = useAnnotation()
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
      <div className="grid gap-2">
        {annotation.layers.map((layer) => (
          <Checkbox
            key={layer.id}
            label={layerName(layer, annotation)}
            checked={annotation.shownLayers.has(layer.id)}
            onChange={(isShown) => annotation.showLayer(layer.id, isShown)}
          />
        ))}
      </div>
    </Popover>
  )
}
