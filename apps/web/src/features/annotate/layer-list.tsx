import { Checkbox } from '../../components/ui/checkbox.tsx'
import { useAnnotation } from './annotate-context.ts'
import { layerName } from './layer-name.ts'

/** The layers of the document, each with a box that shows or hides its records. */
export function LayerList() {
  const { annotation } = useAnnotation()
  return (
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
  )
}
