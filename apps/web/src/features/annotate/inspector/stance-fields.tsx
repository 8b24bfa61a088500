import { hullOf, type LayerRecord, type StanceData, type Target } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { Segmented } from '../../../components/ui/segmented.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import type { Annotation } from '../annotation.ts'
import { offeredLabels } from '../offered-labels.ts'
import { proposePropositions } from '../proposals/propose-proposition.ts'
import { nameOf, quoted, targetWords } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import { ChainEditor } from './chain-editor.tsx'
import { ChoiceRow } from './choice-row.tsx'
import { EntityPicker, EntityTags } from './entity-field.tsx'
import { Evidence } from './evidence.tsx'
import { fieldsText } from './fields-text.ts'
import { ScaleField } from './scale-field.tsx'

type StanceRecord = Extract<LayerRecord, { kind: 'stance' }>
type Attitude = StanceData['attitude']
type SetAttitude = (change: Partial<Attitude>, before?: readonly Draft[]) => void

/** Every field of a stance: the words, the scale, who holds it, on what, and who reports it. */
export function StanceFields({ record }: { readonly record: StanceRecord }) {
  const { annotation, actions } = useAnnotation()
  const { attitude, explicitness } = record.data
  const set: SetAttitude = (change, before = []) =>
    void actions.setRegister(record.id, 'attitude', { ...attitude, ...change }, before)
  return (
    <>
      <Evidence record={record} className="evidence--stance" />
      <section className="insp__sec">
        <ScaleField record={record} />
      </section>
      <section className="insp__sec">
        <h3>{fieldsText.holder}</h3>
        <HolderField key={record.id} attitude={attitude} set={set} />
      </section>
      <section className="insp__sec">
        <h3>{fieldsText.target}</h3>
        <TargetField key={record.id} record={record} set={set} />
      </section>
      <section className="insp__sec">
        <div className="insp__grid">
          <ChoiceRow
            label={fieldsText.explicitness}
            names={fieldsText.explicitnesses}
            value={explicitness}
            onChange={(value) => actions.setRegister(record.id, 'explicitness', value)}
            isDisabled={!annotation.canWrite}
          />
        </div>
      </section>
      <section className="insp__sec">
        <h3>{fieldsText.expressedBy}</h3>
        <ClaimSelect
          record={record}
          value={record.data.claim}
          onChange={(claim) => actions.setRegister(record.id, 'claim', claim)}
        />
      </section>
      {attitude.holder.kind !== 'author' && (
        <section className="insp__sec">
          <h3>{fieldsText.reportedBy}</h3>
          <ReportedBy key={record.id} attitude={attitude} set={set} />
        </section>
      )}
    </>
  )
}

function ReportedBy({ attitude, set }: { readonly attitude: Attitude; readonly set: SetAttitude }) {
  const { annotation } = useAnnotation()
  const { publisher } = annotation.document.data.meta
  return (
    <ChainEditor
      chain={attitude.chain}
      first={publisher ? nameOf(publisher, annotation) : annotateText.theOutlet}
      onChange={(chain, before) => set({ chain }, before)}
    />
  )
}

function HolderField({
  attitude,
  set,
}: {
  readonly attitude: Attitude
  readonly set: SetAttitude
}) {
  const { annotation } = useAnnotation()
  const { holder } = attitude
  const options = [
    { value: 'entities', label: fieldsText.holderEntities },
    { value: 'author', label: fieldsText.holderAuthor },
    { value: 'unnamed', label: fieldsText.holderUnnamed },
  ] as const
  const choose = (kind: (typeof options)[number]['value']) => {
    if (kind === 'author') set({ holder: { kind }, chain: [] })
    if (kind === 'unnamed') set({ holder: { kind } })
  }
  const ids = holder.kind === 'entities' ? holder.ids : []
  return (
    <>
      <Segmented
        label={fieldsText.holder}
        options={options}
        value={holder.kind}
        onChange={choose}
        isFilling
        isDisabled={!annotation.canWrite}
      />
      <EntityTags
        ids={ids}
        label={fieldsText.holder}
        addLabel={fieldsText.holderEntities}
        onChange={(next, before) =>
          set(
            { holder: next.length > 0 ? { kind: 'entities', ids: next } : { kind: 'unnamed' } },
            before,
          )
        }
      />
    </>
  )
}

function TargetField({ record, set }: { record: StanceRecord; set: SetAttitude }) {
  const { annotation } = useAnnotation()
  const { target } = record.data.attitude
  return (
    <>
      <EntityPicker
        label={fieldsText.chooseTarget}
        words={target.kind === 'entity' ? '' : quoted(record, annotation)}
        trigger={
          <button type="button" className="prop" disabled={!annotation.canWrite}>
            <span className="prop__t" dir="auto">
              {targetWords(record, namingOf(annotation))}
            </span>
            <span className="prop__also">{fieldsText.targetKinds[target.kind]}</span>
          </button>
        }
        onPick={(id, before) => set({ target: { kind: 'entity', id } }, before)}
      />
      {annotation.canWrite && <OtherTargets record={record} set={set} />}
    </>
  )
}

/** Targets that are not entities: propositions near the words, topics, claims of this layer. */
function OtherTargets({ record, set }: { record: StanceRecord; set: SetAttitude }) {
  const { annotation } = useAnnotation()
  const choices = otherTargets(record, annotation)
  const choose = (key: string) => {
    const chosen = choices.find(({ value }) => value === key)
    if (chosen) set({ target: chosen.target })
  }
  return (
    <Select
      label={fieldsText.target}
      placeholder={fieldsText.otherTarget}
      options={choices}
      value={undefined}
      onChange={choose}
      className="mt-2"
    />
  )
}

type TargetChoice = { value: string; label: string; hint: string; target: Target }

function otherTargets(record: StanceRecord, annotation: Annotation): readonly TargetChoice[] {
  const { registry, codebook } = annotation
  const choice = (target: Target, label: string): TargetChoice => ({
    value: `${target.kind} ${target.id}`,
    label,
    hint: fieldsText.targetKinds[target.kind],
    target,
  })
  const propositions = proposePropositions(registry, quoted(record, annotation), 8).map(
    ({ proposition }) =>
      choice(
        { kind: 'proposition', id: proposition.id as never }, // a proposition's record id is its id
        proposition.data.statement,
      ),
  )
  const topics = offeredLabels(codebook, 'topic').map(({ id, name }) =>
    choice({ kind: 'topic', id }, name),
  )
  const claims = claimsFor(record, annotation).map((each) =>
    choice({ kind: 'claim', id: each.id }, quoted(each, annotation).slice(0, 80)),
  )
  return [...propositions, ...topics, ...claims]
}

type ClaimSelectProps = {
  readonly record: StanceRecord
  readonly value: StanceData['claim']
  readonly onChange: (claim: string | null) => void
}

/** How far from a stance the claim that expresses it is looked for. */
const nearUtf16 = 3_000

/** The chosen claim and those near the stance, in reading order. */
function claimsFor(record: StanceRecord, { model }: Annotation): readonly LayerRecord[] {
  const hull = hullOf(record.data.evidence)
  const near = hull ? model.over(hull.startUtf16 - nearUtf16, hull.endUtf16 + nearUtf16) : []
  const claims = near.filter(({ kind }) => kind === 'claim')
  const chosen = record.data.claim ? model.get(record.data.claim) : undefined
  return !chosen || claims.includes(chosen) ? claims : [chosen, ...claims]
}

function ClaimSelect({ record, value, onChange }: ClaimSelectProps) {
  const { annotation } = useAnnotation()
  const none = 'none'
  const options = [
    { value: none, label: fieldsText.noClaim },
    ...claimsFor(record, annotation).map((each) => ({
      value: each.id as string,
      label: quoted(each, annotation).slice(0, 80),
    })),
  ]
  return (
    <Select
      label={fieldsText.expressedBy}
      options={options}
      value={value ?? none}
      onChange={(chosen) => onChange(chosen === none ? null : chosen)}
      isDisabled={!annotation.canWrite}
    />
  )
}
