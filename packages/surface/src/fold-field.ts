import {
  type EditorState,
  type Extension,
  type Range,
  StateEffect,
  StateField,
} from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'
import { foldPaths, unfoldPaths } from './fold-paths.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceZone } from './surface-record.ts'
import type { SurfaceWords } from './surface-words.ts'
import { foldsOf, type ZoneFold } from './zone-folds.ts'

/** New zones for the document. */
export const zonesChanged = StateEffect.define<readonly SurfaceZone[]>()
/** The fold that starts here is opened or closed. */
export const foldToggled = StateEffect.define<{ startUtf16: number; unfolded: boolean }>()

/** The zones of the text and which of its boilerplate is unfolded. */
export type FoldState = {
  readonly zones: readonly SurfaceZone[]
  readonly folds: readonly ZoneFold[]
  readonly unfolded: ReadonlySet<number>
  readonly decorations: DecorationSet
}

const noFolds: FoldState = {
  zones: [],
  folds: [],
  unfolded: new Set(),
  decorations: Decoration.none,
}

/** The field that holds zones and folds, and draws each fold as one line. */
export function foldField(context: SurfaceContext): StateField<FoldState> {
  const drawn = (state: Omit<FoldState, 'decorations'>): FoldState => ({
    ...state,
    decorations: Decoration.set(
      state.folds.map((fold) =>
        foldDecoration(fold, context.words, state.unfolded.has(fold.startUtf16)),
      ),
    ),
  })
  return StateField.define<FoldState>({
    create: () => noFolds,
    update: (before, transaction) => {
      let state = before
      for (const effect of transaction.effects) {
        if (effect.is(zonesChanged)) {
          const zones = [...effect.value].sort((a, b) => a.startUtf16 - b.startUtf16)
          state = drawn({ ...state, zones, folds: foldsOf(context.map, zones) })
        }
        if (effect.is(foldToggled)) {
          const unfolded = new Set(state.unfolded)
          if (effect.value.unfolded) unfolded.add(effect.value.startUtf16)
          else unfolded.delete(effect.value.startUtf16)
          state = drawn({ ...state, unfolded })
        }
      }
      return state
    },
    provide: foldExtensions,
  })
}

function foldExtensions(field: StateField<FoldState>): Extension {
  const decorations = (view: EditorView) => closedOnly(view.state.field(field))
  return [
    EditorView.decorations.from(field, (state) => state.decorations),
    EditorView.atomicRanges.of(decorations),
  ]
}

function closedOnly({ folds, unfolded, decorations }: FoldState): DecorationSet {
  if (unfolded.size === 0 || folds.length === 0) return decorations
  return decorations.update({ filter: (from, to) => to > from })
}

/** The closed fold that holds a display offset. */
export function closedFoldAt(state: FoldState, view: number): ZoneFold | undefined {
  return state.folds.find(
    (fold) => fold.fromView <= view && view <= fold.toView && !state.unfolded.has(fold.startUtf16),
  )
}

/** The effects that unfold whatever hides a part of the range. */
export function unfoldEffects(
  state: EditorState,
  field: StateField<FoldState>,
  range: TextRange,
): readonly StateEffect<{ startUtf16: number; unfolded: boolean }>[] {
  const { folds, unfolded } = state.field(field)
  return folds
    .filter(
      (fold) =>
        fold.startUtf16 < range.endUtf16 &&
        range.startUtf16 < fold.endUtf16 &&
        !unfolded.has(fold.startUtf16),
    )
    .map(({ startUtf16 }) => foldToggled.of({ startUtf16, unfolded: true }))
}

function foldDecoration(
  fold: ZoneFold,
  words: SurfaceWords,
  isUnfolded: boolean,
): Range<Decoration> {
  const widget = new FoldWidget(fold, words, isUnfolded)
  return isUnfolded
    ? Decoration.widget({ widget, block: true, side: -1 }).range(fold.fromView)
    : Decoration.replace({ widget, block: true }).range(fold.fromView, fold.toView)
}

/** The dashed line that stands for folded boilerplate, or above it once it is unfolded. */
class FoldWidget extends WidgetType {
  readonly #fold: ZoneFold
  readonly #words: SurfaceWords
  readonly #isUnfolded: boolean

  constructor(fold: ZoneFold, words: SurfaceWords, isUnfolded: boolean) {
    super()
    this.#fold = fold
    this.#words = words
    this.#isUnfolded = isUnfolded
  }

  override eq(other: FoldWidget): boolean {
    return other.#isUnfolded === this.#isUnfolded && sameFold(other.#fold, this.#fold)
  }

  override get estimatedHeight(): number {
    return 33
  }

  override toDOM(view: EditorView): HTMLElement {
    const { startUtf16, note, preview, lineCount } = this.#fold
    const outer = document.createElement('div')
    outer.className = 'px-fold-line'
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'px-fold'
    button.setAttribute('aria-expanded', `${this.#isUnfolded}`)
    button.append(
      foldIcon(this.#isUnfolded),
      textNode('b', '', this.#words.foldTitle(note)),
      textNode('span', 'px-fold__text', this.#isUnfolded ? '' : preview),
      textNode(
        'span',
        'px-fold__count',
        this.#isUnfolded ? this.#words.foldAgain : this.#words.foldLines(lineCount),
      ),
    )
    button.addEventListener('click', () =>
      view.dispatch({ effects: foldToggled.of({ startUtf16, unfolded: !this.#isUnfolded }) }),
    )
    outer.append(button)
    return outer
  }

  override ignoreEvent(): boolean {
    return true
  }
}

function sameFold(a: ZoneFold, b: ZoneFold): boolean {
  return (
    a.startUtf16 === b.startUtf16 &&
    a.toView === b.toView &&
    a.note === b.note &&
    a.preview === b.preview
  )
}

function textNode(tag: 'b' | 'span', className: string, text: string): HTMLElement {
  const node = document.createElement(tag)
  if (className) node.className = className
  node.textContent = text
  return node
}

function foldIcon(isUnfolded: boolean): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg'
  const icon = document.createElementNS(namespace, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('class', 'px-fold__icon')
  icon.setAttribute('aria-hidden', 'true')
  for (const d of isUnfolded ? foldPaths : unfoldPaths) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('d', d)
    icon.append(path)
  }
  return icon
}
