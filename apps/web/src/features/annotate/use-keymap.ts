import { labelsOfSlot, type RecordId } from '@parallax/domain'
import type { Surface, SurfaceKeymap } from '@parallax/surface'
import { type RefObject, useMemo, useRef } from 'react'
import type { Doing } from './annotate-context.ts'
import type { Annotation } from './annotation.ts'
import type { Actions } from './use-actions.ts'

export type KeymapSetting = {
  readonly annotation: Annotation
  readonly doing: Doing
  readonly actions: Actions
  readonly surface: RefObject<Surface | null>
  readonly onStep: (direction: 1 | -1) => boolean
  readonly onGo: (documentId: string | null) => void
  readonly onShowKeys: () => void
}

/** What keys do while the focus is in the text. A key that has nothing to do goes on to the text. */
export function useKeymap(setting: KeymapSetting): SurfaceKeymap {
  const latest = useRef(setting)
  latest.current = setting
  const { codebook } = setting.annotation
  return useMemo(() => {
    const now = () => latest.current
    const types = labelsOfSlot(codebook, 'entityType').filter(({ key }) => key !== null)
    const typeKeys = types.map(({ id, key }) => [key ?? '', () => now().actions.tag(id)] as const)
    return {
      ...actKeys(now),
      ...moveKeys(now),
      ...Object.fromEntries([...namedKeys(now), ...typeKeys]),
    }
  }, [codebook])
}

function actKeys(now: () => KeymapSetting): SurfaceKeymap {
  const done = (act: () => unknown) => () => {
    act()
    return true
  }
  return {
    c: () => now().actions.claim(),
    s: () => now().actions.stance(),
    r: () => now().actions.startLink(),
    z: () => now().actions.askZone(),
    p: () => focusField('proposition', now),
    '-': () => step(now, -1),
    '+': () => step(now, 1),
    '=': () => step(now, 1),
    '0': () => setValue(now, 0),
    'Mod+z': done(() => now().actions.undo()),
    'Mod+Shift+z': done(() => now().actions.redo()),
    'Mod+y': done(() => now().actions.redo()),
    '?': done(() => now().onShowKeys()),
  }
}

function moveKeys(now: () => KeymapSetting): SurfaceKeymap {
  return {
    j: () => now().onStep(1),
    k: () => now().onStep(-1),
    n: () => {
      const { opened } = now().annotation
      now().onGo(opened.position.next)
      return opened.position.next !== null
    },
  }
}

function namedKeys(now: () => KeymapSetting): readonly (readonly [string, () => boolean])[] {
  return [
    ['Delete', () => now().actions.deleteOpen()],
    ['Backspace', () => now().actions.deleteOpen()],
    ['Enter', () => goIn(now())],
    ['Escape', () => leave(now())],
  ]
}

/** Enter takes the other end of a link, or goes into the inspector of what is open or under the caret. */
function goIn({ doing, actions, surface }: KeymapSetting): boolean {
  const under = surface.current?.recordsAt(surface.current.caretUtf16())[0]?.id
  if (doing.linkFrom) {
    const end = doing.openId !== doing.linkFrom ? doing.openId : null
    const chosen = end ?? (under as RecordId | undefined) // records are drawn by their ids
    if (chosen && chosen !== doing.linkFrom) actions.endLink(chosen)
    return true
  }
  if (!doing.openId && under) actions.open(under as RecordId, { reveal: false }) // as above
  if (!doing.openId && !under) return false
  requestAnimationFrame(() => {
    const inspector = document.querySelector('.insp__body')
    const first = inspector?.querySelector<HTMLElement>('[data-focus]')
    const any = inspector?.querySelector<HTMLElement>('input, [role="radio"], button')
    ;(first ?? any)?.focus()
  })
  return true
}

/** Escape leaves the nearest thing: the question, the link, the selection, the open record. */
function leave({ doing, actions, surface }: KeymapSetting): boolean {
  if (doing.asking) actions.ask(null)
  else if (doing.linkFrom) actions.startLink()
  else if (surface.current?.selection()) surface.current.select(null)
  else if (doing.openId) actions.open(null)
  else return false
  return true
}

function focusField(name: string, now: () => KeymapSetting): boolean {
  const { doing, annotation } = now()
  const record = doing.openId ? annotation.recordOf(doing.openId) : undefined
  if (record?.kind !== 'claim') return false
  document.querySelector<HTMLElement>(`[data-focus="${name}"]`)?.focus()
  return true
}

/** The stance that keys move: the open one, or the first of the open claim. */
function stanceInHand({ doing, annotation }: KeymapSetting) {
  const record = doing.openId && annotation.recordOf(doing.openId)
  if (!record) return undefined
  if (record.kind === 'stance') return record
  const ofClaim = annotation.records.find(
    (each) => each.kind === 'stance' && each.data.claim === record.id,
  )
  return ofClaim?.kind === 'stance' ? ofClaim : undefined
}

function step(now: () => KeymapSetting, by: 1 | -1): boolean {
  const stance = stanceInHand(now())
  return stance ? setValue(now, stance.data.value + by) : false
}

function setValue(now: () => KeymapSetting, value: number): boolean {
  const { annotation, actions } = now()
  const stance = stanceInHand(now())
  const { scale } = annotation.codebook
  if (!stance || !scale) return false
  const fitting = Math.max(scale.min, Math.min(scale.max, value))
  actions.setRegister(stance.id, 'value', fitting)
  return true
}
