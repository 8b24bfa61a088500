import { X } from 'lucide-react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Checkbox } from '../../../components/ui/checkbox.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { offeredLabels } from '../offered-labels.ts'
import { nameOf } from '../record-words.ts'
import { matchDrafts } from './match-drafts.ts'
import { MatchList } from './match-list.tsx'
import type { Match, MatchOptions, MatchSource } from './matches.ts'
import { matchingText as text } from './matching-text.ts'
import { useMatches } from './use-matches.ts'

/** The card that tags the same words everywhere, beside the text, for as long as it is wanted. */
export function MatchCard({ asked }: { readonly asked: MatchSource }) {
  const { annotation, actions, hands, surface } = useAnnotation()
  const [label, setLabel] = useState(asked.label)
  const [options, setOptions] = useState<MatchOptions>({
    isCaseSensitive: true,
    withBoilerplate: false,
    isLinking: asked.entity !== null,
  })
  const source = useMemo(() => ({ ...asked, label }), [asked, label])
  const { places: matches, isDone } = useMatches(source, options)
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set())
  const isChosen = (match: Match) =>
    (match.otherLabel === null) !== toggled.has(match.range.startUtf16)
  const chosen = matches.filter(isChosen)
  const close = () => {
    hands.matching.close()
    surface.current?.focus()
  }
  const tag = () => {
    if (chosen.length === 0 || !actions.mayWrite()) return
    const entity = options.isLinking ? source.entity : null
    const stream = annotation.session.writableLayer(annotation.opened.documentId)
    const drafts = matchDrafts(chosen, { ...source, entity }, stream, annotation.text)
    if (!actions.perform(drafts)) return
    close()
    const undo = { label: text.undo, run: () => void actions.undo() }
    actions.say({ text: text.done(chosen.length), action: undo })
  }
  const apply = useOnceDone(isDone, tag)
  const card = useFocusHere()
  const setAll = (isOn: boolean) => setToggled(toggledFor(matches, isOn))
  return (
    <section
      ref={card}
      tabIndex={-1}
      role="dialog"
      aria-label={text.title(asked.words)}
      className="matchcard pop"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
    >
      <header className="matchcard__head">
        <h2 className="clip">{text.title(asked.words)}</h2>
        <IconButton label={text.close} size="sm" onClick={close}>
          <X className="icon" />
        </IconButton>
      </header>
      <MatchOptionsRow
        source={source}
        options={options}
        onLabel={setLabel}
        onChange={(change) => setOptions({ ...options, ...change })}
      />
      <MatchList
        matches={matches}
        isDone={isDone}
        isChosen={isChosen}
        onToggle={({ range }) => setToggled(toggledWith(toggled, range.startUtf16))}
        onApply={apply}
      />
      <footer className="matchcard__foot">
        <span className="muted" role="status">
          {isDone ? text.count(chosen.length, matches.length) : text.searching}
        </span>
        <span className="grow" />
        {matches.length > 1 && (
          <Button size="sm" look="ghost" onClick={() => setAll(chosen.length < matches.length)}>
            {chosen.length < matches.length ? text.all : text.noneOfThem}
          </Button>
        )}
        <Button
          size="sm"
          look="primary"
          keyCap="Enter"
          disabled={chosen.length === 0}
          onClick={apply}
        >
          {text.apply(chosen.length)}
        </Button>
      </footer>
    </section>
  )
}

type MatchOptionsRowProps = {
  readonly source: MatchSource
  readonly options: MatchOptions
  readonly onLabel: (label: MatchSource['label']) => void
  readonly onChange: (change: Partial<MatchOptions>) => void
}

function MatchOptionsRow({ source, options, onLabel, onChange }: MatchOptionsRowProps) {
  const { annotation } = useAnnotation()
  const labels = offeredLabels(annotation.codebook, 'entityType').map(({ id, name }) => ({
    value: id,
    label: name,
  }))
  return (
    <div className="matchcard__options">
      <Select label={text.label} options={labels} value={source.label} onChange={onLabel} />
      <Checkbox
        label={text.matchCase}
        checked={options.isCaseSensitive}
        onChange={(isCaseSensitive) => onChange({ isCaseSensitive })}
      />
      <Checkbox
        label={text.withBoilerplate}
        checked={options.withBoilerplate}
        onChange={(withBoilerplate) => onChange({ withBoilerplate })}
      />
      {source.entity && (
        <Checkbox
          label={text.linkTo(nameOf(source.entity, annotation))}
          checked={options.isLinking}
          onChange={(isLinking) => onChange({ isLinking })}
        />
      )}
    </div>
  )
}

/**
 * Does what a key asks for once all places are known: at once where they are, else as soon as the
 * last is found, for a key that is pressed early means all of them.
 */
function useOnceDone(isDone: boolean, act: () => void): () => void {
  const [isAsked, setAsked] = useState(false)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    // The document: what was asked for before the search had come to its end.
    if (!isAsked || !isDone) return
    setAsked(false)
    latest.current()
  }, [isAsked, isDone])
  return () => (isDone ? act() : setAsked(true))
}

/** The focus comes to the card even when there is no list to go to, so that Escape leaves it. */
function useFocusHere(): RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    // The focus: what is inside may have taken it already.
    if (!card.current?.contains(document.activeElement)) card.current?.focus()
  }, [])
  return card
}

/** Which places must be toggled so that all are chosen, or none. */
function toggledFor(matches: readonly Match[], isOn: boolean): ReadonlySet<number> {
  const others = matches.filter(({ otherLabel }) => (otherLabel === null) !== isOn)
  return new Set(others.map(({ range }) => range.startUtf16))
}

function toggledWith(toggled: ReadonlySet<number>, startUtf16: number): ReadonlySet<number> {
  const next = new Set(toggled)
  if (!next.delete(startUtf16)) next.add(startUtf16)
  return next
}
