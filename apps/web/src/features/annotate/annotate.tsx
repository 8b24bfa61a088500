import type { DocumentId, RecordId } from '@parallax/domain'
import type { PickReport, SelectionReport, Surface } from '@parallax/surface'
import type { OpenedDocument } from '@parallax/sync'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { OpeningReader } from '../../components/early/opening-reader.tsx'
import { usePalette } from '../../components/palette/palette-provider.tsx'
import { readingPath } from '../../components/project-path.ts'
import { ErrorState } from '../../components/ui/states.tsx'
import { useUndoing } from '../../components/undo/undo-provider.tsx'
import { type Doing, doingAfter, nothingDone } from './annotate-context.ts'
import { AnnotateParts } from './annotate-parts.tsx'
import { AnnotateState } from './annotate-state.tsx'
import { annotateText } from './annotate-text.ts'
import { type Annotation, useAnnotationOf } from './annotation.ts'
import { useBindings } from './commands/use-bindings.ts'
import { useFind } from './find/find-slot.tsx'
import { createGeometry } from './geometry.ts'
import { useHands } from './hands.ts'
import { ReadingView } from './lazy-parts.tsx'
import { useAnnotatePalette } from './palette/use-annotate-palette.tsx'
import { showDocument } from './shown-document.ts'
import { useActions } from './use-actions.ts'
import { useKeymap, useScreenKeys } from './use-keymap.ts'
import { useOpen } from './use-open.ts'
import { useOpenDocument } from './use-open-document.ts'
import { useStable } from './use-stable.ts'

export type AnnotateProps = {
  readonly project: string
  readonly documentId: DocumentId
  /** Annotating, or reading the still text. */
  readonly mode?: 'annotate' | 'read'
}

/** Read & annotate: the text in the middle, its records on the left, the open one on the right. */
export function Annotate({ project, documentId, mode = 'annotate' }: AnnotateProps) {
  const [attempt, setAttempt] = useState(0)
  const state = useOpenDocument(documentId, attempt)
  if (state.kind === 'failed')
    return (
      <ErrorState
        title={annotateText.openFailed}
        text={annotateText.openFailedWay}
        onRetry={() => setAttempt(attempt + 1)}
        secondWay={
          <Link className="btn" href={`/p/${project}/documents`}>
            {annotateText.back}
          </Link>
        }
      />
    )
  if (state.kind === 'opening') return <OpeningReader />
  return <OpenedScreen key={documentId} opened={state.opened} mode={mode} />
}

type OpenedScreenProps = {
  readonly opened: OpenedDocument
  readonly mode: NonNullable<AnnotateProps['mode']>
}

function OpenedScreen({ opened, mode }: OpenedScreenProps) {
  const annotation = useAnnotationOf(opened)
  if (!annotation) return <OpeningReader />
  return mode === 'read' ? (
    <ReadingView annotation={annotation} />
  ) : (
    <Annotating annotation={annotation} />
  )
}

/** Drawn again with the document and with what one does to it, and not with each word of the server. */
const Annotating = memo(function Annotating({ annotation }: { readonly annotation: Annotation }) {
  const router = useRouter()
  const surface = useRef<Surface | null>(null)
  const [doing, setDoing] = useState<Doing>(nothingDone)
  const [geometry] = useState(createGeometry)
  const help = useOpen()
  const labels = useOpen()
  const set = useCallback(
    (change: Partial<Doing>) => setDoing((was) => doingAfter(was, change)),
    [],
  )
  const actions = useActions({ annotation, doing, surface, set, undoing: useUndoing() })
  const hands = useHands(annotation)
  const onStep = useStable(useSteps({ annotation, doing, surface, open: actions.open }))
  const onGo = useStable((documentId: string | null) => {
    if (documentId) showDocument(annotation.session.project.id, documentId)
  })
  const find = useFind()
  const keySetting = {
    ...{ annotation, doing, actions, hands, surface, onStep, onGo },
    onShowKeys: help.open,
    onFind: find.open,
    onPalette: usePalette().open,
    onShowLabels: labels.open,
    onRead: () =>
      router.push(readingPath(annotation.session.project.id, annotation.opened.documentId)),
  }
  const bindings = useBindings(annotation)
  useAnnotatePalette(keySetting, bindings)
  const keymap = useKeymap(keySetting, bindings)
  useScreenKeys(keySetting, bindings)
  useRecordInAddress(annotation, actions.open)
  const value = useMemo(
    () => ({ annotation, actions, hands, surface, geometry, bindings }),
    [annotation, actions, hands, geometry, bindings],
  )
  const onPick = useStable(({ recordId }: PickReport) => {
    const id = recordId as RecordId | null // records are drawn by their ids
    if (doing.linkFrom && id && id !== doing.linkFrom) actions.endLink(id)
    else actions.open(id, { reveal: false })
  })
  const onSelect = useStable(({ range, settled }: SelectionReport) =>
    set({
      selection: settled || range === null ? range : null,
      ...(range ? { notice: null } : {}),
    }),
  )
  return (
    <AnnotateState value={value} doing={doing}>
      <AnnotateParts
        keymap={keymap}
        find={find}
        labels={labels}
        help={help}
        onSelect={onSelect}
        onPick={onPick}
        onGo={onGo}
        onStep={onStep}
      />
    </AnnotateState>
  )
})

type StepsSetting = {
  readonly annotation: Annotation
  readonly doing: Doing
  readonly surface: React.RefObject<Surface | null>
  readonly open: (id: RecordId | null) => void
}

/** Goes to the next or previous record in reading order; while linking, it only moves the eye. */
function useSteps({ annotation, doing, surface, open }: StepsSetting) {
  return (direction: 1 | -1): boolean => {
    const offsetUtf16 = surface.current?.caretUtf16() ?? 0
    const next = annotation.model.neighbour({ id: doing.openId, offsetUtf16 }, direction)
    if (next) open(next.id)
    return true
  }
}

/** Opens the record that the address names: how lists elsewhere lead into the text. */
function useRecordInAddress(annotation: Annotation, open: (id: RecordId | null) => void): void {
  const wanted = useSearchParams().get('record')
  const done = useRef<string | null>(null)
  useEffect(() => {
    // The address: a record that it names is opened once.
    if (!wanted || done.current === wanted) return
    const record = annotation.recordOf(wanted as RecordId) // looked up, so any text will do
    if (!record) return
    done.current = wanted
    open(record.id)
  }, [wanted, annotation, open])
}
