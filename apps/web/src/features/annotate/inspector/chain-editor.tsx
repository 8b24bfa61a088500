import { type Chain, maxChainSteps, quoteOf, type Step } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { ChevronRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { cn } from '../../../components/cn.ts'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { nameOf, namesOf } from '../record-words.ts'
import { EntityDot, EntityPicker, EntityTags } from './entity-field.tsx'
import { fieldsText } from './fields-text.ts'
import { WordsField } from './words-field.tsx'

export type ChainEditorProps = {
  readonly chain: Chain
  /** The outlet, or whoever stands before the first step. */
  readonly first: string
  readonly onChange: (chain: Chain, before: readonly Draft[]) => void
}

const newStep: Step = { sources: [], sourceExtent: null, cue: null, medium: null, addressees: [] }

/** The chain as a breadcrumb, outermost first: click a step to edit it, `›` to insert one. */
export function ChainEditor({ chain, first, onChange }: ChainEditorProps) {
  const [openAt, setOpenAt] = useState<number | null>(null)
  const { annotation } = useAnnotation()
  const mayAdd = annotation.canWrite && chain.length < maxChainSteps
  const insert = (at: number) => {
    onChange(chain.toSpliced(at, 0, newStep), [])
    setOpenAt(at)
  }
  const step = openAt === null ? undefined : chain[openAt]
  return (
    <>
      <ol className="chain">
        <li className="chain__step">{first}</li>
        {chain.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
          <li key={at} className="row">
            <InsertStep isShown={mayAdd} onInsert={() => insert(at)} />
            <StepButton
              step={each}
              isLast={at === chain.length - 1}
              isOpen={at === openAt}
              onOpen={() => setOpenAt(at === openAt ? null : at)}
            />
          </li>
        ))}
        <li className="row">
          <InsertStep isShown={mayAdd} onInsert={() => insert(chain.length)} />
        </li>
      </ol>
      {step && openAt !== null && (
        <StepEditor
          key={openAt}
          step={step}
          onChange={(changed, before) => onChange(chain.with(openAt, changed), before)}
          onRemove={() => {
            setOpenAt(null)
            onChange(chain.toSpliced(openAt, 1), [])
          }}
        />
      )}
    </>
  )
}

function InsertStep({ isShown, onInsert }: { isShown: boolean; onInsert: () => void }) {
  if (!isShown) return <ChevronRight className="icon icon--sm muted" aria-hidden="true" />
  return (
    <span className="chain__add">
      <button type="button" aria-label={fieldsText.insertStep} onClick={onInsert}>
        <ChevronRight className="icon icon--sm" />
      </button>
    </span>
  )
}

type StepButtonProps = {
  readonly step: Step
  readonly isLast: boolean
  readonly isOpen: boolean
  readonly onOpen: () => void
}

function StepButton({ step, isLast, isOpen, onOpen }: StepButtonProps) {
  const { annotation, surface } = useAnnotation()
  const words = [...(step.sourceExtent ?? []), ...(step.cue ?? [])]
  const name = step.sources.length > 0 ? namesOf(step.sources, annotation) : fieldsText.unnamed
  const carried = step.medium ? `${nameOf(step.medium, annotation)} · ` : ''
  return (
    <button
      type="button"
      className={cn('chain__step', isLast && 'chain__step--last', isOpen && 'is-hover')}
      aria-expanded={isOpen}
      onClick={onOpen}
      onMouseEnter={() => surface.current?.setHover(words)}
      onMouseLeave={() => surface.current?.setHover([])}
    >
      {isLast && step.sources[0] && <EntityDot id={step.sources[0]} />}
      {carried}
      {name}
      {step.cue && <small>“{quoteOf(step.cue, annotation.text)}”</small>}
    </button>
  )
}

type StepEditorProps = {
  readonly step: Step
  readonly onChange: (step: Step, before: readonly Draft[]) => void
  readonly onRemove: () => void
}

function StepEditor({ step, onChange, onRemove }: StepEditorProps) {
  const { annotation } = useAnnotation()
  const sourceWords = step.sourceExtent ? quoteOf(step.sourceExtent, annotation.text) : ''
  return (
    <div className="step-card">
      <h4 className="label">{fieldsText.stepSources}</h4>
      <EntityTags
        ids={step.sources}
        label={fieldsText.stepSources}
        addLabel={fieldsText.addSource}
        words={sourceWords}
        onChange={(sources, before) => onChange({ ...step, sources }, before)}
      />
      <WordsField
        label={fieldsText.stepSourceWords}
        extent={step.sourceExtent}
        onChange={(sourceExtent) => onChange({ ...step, sourceExtent }, [])}
      />
      <WordsField
        label={fieldsText.stepCue}
        extent={step.cue}
        onChange={(cue) => onChange({ ...step, cue }, [])}
      />
      <StepMedium step={step} onChange={onChange} />
      <h4 className="label">{fieldsText.stepAddressees}</h4>
      <EntityTags
        ids={step.addressees}
        label={fieldsText.stepAddressees}
        addLabel={fieldsText.addAddressee}
        onChange={(addressees, before) => onChange({ ...step, addressees }, before)}
      />
      {annotation.canWrite && (
        <Button look="ghost" size="sm" onClick={onRemove}>
          <Trash2 className="icon icon--sm" />
          {fieldsText.removeStep}
        </Button>
      )}
    </div>
  )
}

function StepMedium({ step, onChange }: Pick<StepEditorProps, 'step' | 'onChange'>) {
  const { annotation } = useAnnotation()
  const medium = step.medium ? nameOf(step.medium, annotation) : annotateText.noneChosen
  const mediumType = [...annotation.codebook.labels.values()].find(({ medium }) => medium)?.id
  return (
    <div className="words-field">
      <span className="words-field__label">{fieldsText.stepMedium}</span>
      <EntityPicker
        label={fieldsText.stepMedium}
        words=""
        type={mediumType ?? null}
        trigger={
          <button
            type="button"
            className="words-field__words"
            aria-label={annotateText.valueOf(fieldsText.stepMedium, medium)}
            disabled={!annotation.canWrite}
          >
            {medium}
          </button>
        }
        onPick={(medium, before) => onChange({ ...step, medium }, before)}
      />
      {step.medium && annotation.canWrite && (
        <Button look="ghost" size="sm" onClick={() => onChange({ ...step, medium: null }, [])}>
          {fieldsText.clearWords}
        </Button>
      )}
    </div>
  )
}
