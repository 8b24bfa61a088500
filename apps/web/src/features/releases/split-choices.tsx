import type { ContentChoice, SplitDraw, SplitName } from '@parallax/formats'
import { drawSplits, sizesOf, splitNames } from '@parallax/formats/splits'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Dices } from 'lucide-react'
import { Slider } from 'radix-ui'
import { useMemo } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { SplitTable } from '../../components/releases/split-table.tsx'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { anySeed, percentsOf, type WantedRelease } from './wanted-release.ts'

const text = releasesText.dialog

export type SplitChoicesProps = {
  readonly chosen: ContentChoice
  readonly wanted: WantedRelease
  readonly onChange: (part: Partial<WantedRelease>) => void
}

/** Shares and seed, and what they give: drawn here by the very rule that the server draws by. */
export function SplitChoices({ chosen, wanted, onChange }: SplitChoicesProps) {
  const { hasSplits, draw } = wanted
  return (
    <>
      <Switch
        label={text.splits}
        hint={text.splitsHint}
        checked={hasSplits}
        onChange={(on) => onChange({ hasSplits: on })}
      />
      {hasSplits && (
        <div className="release__split">
          <Shares draw={draw} onChange={(next) => onChange({ draw: next })} />
          <Seed draw={draw} onChange={(next) => onChange({ draw: next })} />
        </div>
      )}
      <Preview chosen={chosen} draw={hasSplits ? draw : null} />
    </>
  )
}

type DrawProps = { readonly draw: SplitDraw; readonly onChange: (draw: SplitDraw) => void }

function Shares({ draw, onChange }: DrawProps) {
  const { train, validation } = draw.percents
  return (
    <div>
      <span className="label">{text.shares}</span>
      <Slider.Root
        className="slider"
        min={0}
        max={100}
        step={1}
        value={[train, train + validation]}
        onValueChange={(ends) => onChange({ ...draw, percents: percentsOf(ends) })}
      >
        <Slider.Track className="slider__track">
          <Slider.Range className="slider__range" />
        </Slider.Track>
        {text.thumbs.map((thumb) => (
          <Slider.Thumb key={thumb} className="slider__thumb" aria-label={thumb} />
        ))}
      </Slider.Root>
      <p className="release__shares num">
        {splitNames.map((name) => (
          <span key={name}>
            {text.shareOf[name]} <b>{draw.percents[name]} %</b>
          </span>
        ))}
      </p>
    </div>
  )
}

function Seed({ draw, onChange }: DrawProps) {
  const set = (typed: string) => {
    const seed = Number(typed.replace(/\D/g, '').slice(0, 9))
    onChange({ ...draw, seed })
  }
  return (
    <Field label={text.seed} hint={text.seedHint}>
      <Input
        inputMode="numeric"
        value={String(draw.seed)}
        onChange={({ currentTarget }) => set(currentTarget.value)}
        end={
          <IconButton
            size="sm"
            label={text.drawAnew}
            onClick={() => onChange({ ...draw, seed: anySeed() })}
          >
            <Dices className="icon icon--sm" />
          </IconButton>
        }
      />
    </Field>
  )
}

type PreviewProps = { readonly chosen: ContentChoice; readonly draw: SplitDraw | null }

function Preview({ chosen, draw }: PreviewProps) {
  const { project } = useSession()
  const trpc = useTRPC()
  const draft = useQuery({
    ...trpc.releases.draft.queryOptions({ project: project.id, chosen }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (draft.isPending) return <SkeletonRows label={text.drafting} rows={4} />
  if (!draft.data)
    return (
      <Note tone="bad">
        {text.draftFailed}{' '}
        <Button size="sm" onClick={() => void draft.refetch()}>
          {text.retry}
        </Button>
      </Note>
    )
  return <Drawn draft={draft.data} draw={draw} isOld={draft.isPlaceholderData} />
}

type DrawnProps = {
  readonly draft: ApiOutputs['releases']['draft']
  readonly draw: SplitDraw | null
  readonly isOld: boolean
}

function Drawn({ draft, draw, isOld }: DrawnProps) {
  const { groups, labels, documents } = draft
  const sizes = useMemo(() => {
    if (draw === null) return undefined
    return sizesOf({ groups, labels, splits: drawSplits(groups, draw) })
  }, [groups, labels, draw])
  if (documents === 0) return <Note tone="bad">{text.nothing}</Note>
  const largest = groups.reduce((most, group) => Math.max(most, group.documents), 0)
  return (
    <section className="release__preview" aria-label={text.preview} aria-busy={isOld}>
      <p className="hint">
        {releasesText.counted(documents, 'document')}, {releasesText.counted(draft.layers, 'layer')}
        . {text.groups(groups.length, largest)}
      </p>
      {draw && sizes && (
        <>
          <EmptyParts sizes={sizes} draw={draw} />
          <SplitTable percents={draw.percents} sizes={sizes} labels={labels} />
        </>
      )}
    </section>
  )
}

type EmptyPartsProps = {
  readonly sizes: Readonly<Record<SplitName, { readonly documents: number }>>
  readonly draw: SplitDraw
}

function EmptyParts({ sizes, draw }: EmptyPartsProps) {
  const empty = splitNames.filter((name) => draw.percents[name] > 0 && sizes[name].documents === 0)
  if (empty.length === 0) return null
  return <Note>{text.empty(empty.map((name) => text.shareOf[name]).join(', '))}</Note>
}
