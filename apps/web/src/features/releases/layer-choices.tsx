import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { keyOfOffer, type LayerOffer, type WantedRelease } from './wanted-release.ts'

const text = releasesText.dialog
const documentOptions = (['all', 'annotated'] as const).map((value) => ({
  value,
  label: text.documentChoices[value],
}))

export type LayerChoicesProps = {
  readonly layers: {
    readonly data: readonly LayerOffer[] | undefined
    readonly isError: boolean
    readonly refetch: () => unknown
  }
  readonly wanted: WantedRelease
  readonly onChange: (part: Partial<WantedRelease>) => void
}

/** Which documents, and whose annotations of them. */
export function LayerChoices({ layers, wanted, onChange }: LayerChoicesProps) {
  const toggle = (key: string, isWanted: boolean) => {
    const left = new Set(wanted.left)
    if (isWanted) left.delete(key)
    else left.add(key)
    onChange({ left })
  }
  return (
    <div className="release__choices">
      <div>
        <span className="label">{text.documents}</span>
        <Segmented
          label={text.documents}
          options={documentOptions}
          value={wanted.documents}
          onChange={(documents) => onChange({ documents })}
        />
      </div>
      <fieldset>
        <legend className="label">{text.layers}</legend>
        {layers.data === undefined && !layers.isError && (
          <SkeletonRows label={text.drafting} rows={2} />
        )}
        {layers.isError && (
          <Note tone="bad">
            {text.layersFailed}{' '}
            <Button size="sm" onClick={() => layers.refetch()}>
              {text.retry}
            </Button>
          </Note>
        )}
        {layers.data?.length === 0 && <p className="muted">{text.noLayers}</p>}
        {layers.data?.map((offer) => (
          <Checkbox
            key={keyOfOffer(offer)}
            label={
              <>
                {nameOf(offer)} <span className="muted">· {text.layerCount(offer.layers)}</span>
              </>
            }
            checked={!wanted.left.has(keyOfOffer(offer))}
            onChange={(isWanted) => toggle(keyOfOffer(offer), isWanted)}
          />
        ))}
      </fieldset>
    </div>
  )
}

function nameOf({ kind, name }: LayerOffer): string {
  return kind === 'annotator' ? text.annotator(name) : text[kind]
}
