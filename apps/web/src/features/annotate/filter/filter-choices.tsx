import { type LabelId, type LayerRecord, labelSetsOfSlot } from '@parallax/domain'
import { Checkbox } from '../../../components/ui/checkbox.tsx'
import { LabelDot } from '../../../components/ui/label-colour.tsx'
import { useAnnotation } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import { layerName } from '../layer-name.ts'
import { filterText } from './filter-text.ts'
import { withEach, withoutEach } from './set-of.ts'

/** Everything that one may choose records by. */
export function FilterChoices() {
  const { annotation, hands } = useAnnotation()
  const { choice, change } = hands.filter
  const me = annotation.session.me.userId
  const isMine = choice.people.size === 1 && choice.people.has(me)
  return (
    <div className="grid gap-4">
      <fieldset>
        <legend>{filterText.title}</legend>
        <Checkbox
          label={filterText.unlinkedOnly}
          checked={choice.isUnlinkedOnly}
          onChange={(isUnlinkedOnly) => change({ isUnlinkedOnly })}
        />
        <Checkbox
          label={filterText.mineOnly}
          checked={isMine}
          onChange={(isOn) => change({ people: new Set(isOn ? [me] : []) })}
        />
      </fieldset>
      <Kinds />
      <Labels />
      <People />
      {annotation.layers.length > 1 && <Layers />}
    </div>
  )
}

// A total record's own keys are its kinds.
const kinds = Object.keys(filterText.kindNames) as LayerRecord['kind'][]

function Kinds() {
  const { hands } = useAnnotation()
  const { choice, showKind } = hands.filter
  return (
    <fieldset>
      <legend>{filterText.kinds}</legend>
      <div className="filtercard__grid">
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={filterText.kindNames[kind]}
            checked={!choice.hiddenKinds.has(kind)}
            onChange={(isShown) => showKind(kind, isShown)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Labels() {
  const { annotation, hands } = useAnnotation()
  const { choice, change } = hands.filter
  const toggle = (id: LabelId, isOn: boolean) =>
    change({ labels: isOn ? withEach(choice.labels, [id]) : withoutEach(choice.labels, [id]) })
  return labelGroups(annotation).map(({ name, labels }) => (
    <fieldset key={name}>
      <legend>{name}</legend>
      <div className="filtercard__grid">
        {labels.map(({ id, name: label, colour }) => (
          <Checkbox
            key={id}
            label={
              <>
                <LabelDot colour={colour} /> {label}
              </>
            }
            checked={choice.labels.has(id)}
            onChange={(isOn) => toggle(id, isOn)}
          />
        ))}
      </div>
    </fieldset>
  ))
}

/** The sets of labels that records of the text may have; empty sets are left out. */
function labelGroups({ codebook }: Annotation) {
  const slots = ['entityType', 'relationType', 'topic', 'documentField'] as const
  const all = [...codebook.labels.values()]
  return slots
    .flatMap((slot) => labelSetsOfSlot(codebook, slot))
    .map(({ id, name }) => ({ name, labels: all.filter(({ labelSet }) => labelSet === id) }))
    .filter(({ labels }) => labels.length > 0)
}

function People() {
  const { annotation, hands } = useAnnotation()
  const { choice, change } = hands.filter
  const { people, me } = annotation.session
  if (people.length < 2) return null
  return (
    <fieldset>
      <legend>{filterText.people}</legend>
      <div className="filtercard__grid">
        {people.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={id === me.userId ? filterText.me : name}
            checked={choice.people.has(id)}
            onChange={(isOn) =>
              change({
                people: isOn ? withEach(choice.people, [id]) : withoutEach(choice.people, [id]),
              })
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

function Layers() {
  const { annotation } = useAnnotation()
  return (
    <fieldset>
      <legend>{filterText.layers}</legend>
      {annotation.layers.map((layer) => (
        <Checkbox
          key={layer.id}
          label={layerName(layer, annotation)}
          checked={annotation.shownLayers.has(layer.id)}
          onChange={(isShown) => annotation.showLayer(layer.id, isShown)}
        />
      ))}
    </fieldset>
  )
}
