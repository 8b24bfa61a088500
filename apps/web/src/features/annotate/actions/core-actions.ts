import type { LayerRecord, Operation, RecordId, Refusal, TextRange } from '@parallax/domain'
import type { Surface } from '@parallax/surface'
import type { Draft } from '@parallax/sync'
import { newId } from '@parallax/sync/new-id'
import type { RefObject } from 'react'
import { atFirstTouch } from '../../../components/lazily.tsx'
import type { RefusalSentence } from '../../../components/refusal-text.ts'
import type { Undoing } from '../../../components/undo/undo-provider.tsx'
import { afterPaintOrBeforeKey } from '../after-paint.ts'
import type { Doing, Notice } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import type { Annotation } from '../annotation.ts'
import { focusNoLonger, focusWhenThere } from '../focus-when-there.ts'

const refusalText = atFirstTouch(() => import('../../../components/refusal-text.ts'))

/** The screen as it is at the moment of a gesture. */
export type Setting = {
  readonly annotation: Annotation
  readonly doing: Doing
  readonly surface: RefObject<Surface | null>
  readonly undoing: Undoing
  readonly set: (change: Partial<Doing>) => void
}
export type Now = () => Setting

export type CoreActions = ReturnType<typeof coreActions>

/** What all gestures are made of: performing, saying no, opening, and the selected words. */
export function coreActions(now: Now) {
  const say = (notice: Notice) => now().set({ notice })
  const mayWrite = (): boolean => {
    const { canWrite, isReader } = now().annotation
    if (!canWrite) say({ text: isReader ? annotateText.readOnly : annotateText.layerClosed })
    return canWrite
  }
  /** As `mayWrite`, for a record that is there: those in other people's layers are theirs. */
  const mayChange = (id: RecordId): boolean => {
    if (!mayWrite()) return false
    const isOwn = now().annotation.mayChange(id)
    if (!isOwn) say({ text: annotateText.notYours })
    return isOwn
  }
  const open = (openId: RecordId | null, { reveal = true } = {}) => {
    focusNoLonger()
    now().set({ openId, asking: null, notice: null })
    // First where it stands, then how it looks: asked the other way round, the page is laid out twice.
    if (openId && reveal) now().surface.current?.reveal(openId)
    now().surface.current?.setOpen(openId)
  }
  const focusText = () => now().surface.current?.focus()
  const perform = (drafts: readonly Draft[]): boolean => {
    const performed = now().annotation.session.perform(drafts)
    if (!performed.ok) void sayNo(performed.refusal)
    return performed.ok
  }
  const deleteRecords = (ids: readonly RecordId[]) => {
    const [first] = ids
    const holder = first && now().annotation.layerOf(first)
    if (!holder || !mayChange(first)) return
    const stream = { kind: 'layer' as const, id: holder.id }
    if (perform([{ stream, type: 'records.delete', args: { ids } }])) open(null)
    focusText()
  }
  /** A refusal that names what stands in the way offers to take that along. */
  const sayNo = async (refusal: Refusal): Promise<void> => {
    const text = await refusalText().then(
      ({ refusalSentence }) => sentencesOf(refusalSentence(refusal)),
      () => annotateText.refused,
    )
    if (refusal.code !== 'has-dependents') return say({ text })
    const ids = [refusal.recordId, ...refusal.dependents]
    const label = annotateText.deleteAll(refusal.dependents.length)
    say({ text, action: { label, run: () => deleteRecords(ids) } })
  }
  return { say, sayNo, mayWrite, mayChange, open, focusText, perform, deleteRecords }
}

function sentencesOf({ what, wayOut }: RefusalSentence): string {
  return `${what} ${wayOut}`
}

/** The stream that this person writes records to; their first edit opens it. */
export function ownLayer(now: Now): Operation['stream'] {
  const { session, opened } = now().annotation
  return session.writableLayer(opened.documentId)
}

/** Makes a record in one's own layer; its id, or nothing when that was refused. */
export function createRecord(
  now: Now,
  { mayWrite, perform }: CoreActions,
  record: { readonly kind: LayerRecord['kind']; readonly data: object },
  before: readonly Draft[] = [],
): RecordId | undefined {
  if (!mayWrite()) return undefined
  const id = newId()
  const args = { records: [{ id, ...record }] }
  const draft: Draft = { stream: ownLayer(now), type: 'records.create', args }
  return perform([...before, draft]) ? id : undefined
}

/** The selected words, if there are any. */
export function selectedRange(now: Now): TextRange | null {
  return now().surface.current?.selection() ?? null
}

/**
 * Lets go of the selection once it was used: what asks about it at once, the text after the frame that
 * shows what was made of it. The browser would lay out the page for it before.
 */
export function dropSelection({ surface, set }: Setting): void {
  const used = surface.current?.selection() ?? null
  set({ selection: null })
  afterPaintOrBeforeKey(() => {
    const now = surface.current?.selection() ?? null
    const isSame = now?.startUtf16 === used?.startUtf16 && now?.endUtf16 === used?.endUtf16
    if (now && isSame) surface.current?.select(null)
  })
}

/** Moves the focus to one field of a record's inspector once it is drawn. */
export function focusInspector(id: RecordId, field: string): void {
  focusWhenThere(() =>
    document.querySelector<HTMLElement>(`[data-record="${id}"] [data-focus="${field}"]`),
  )
}
