import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { textStood } from './early/text-stood.ts'

type Loading<Props> = {
  readonly current: () => ComponentType<Props> | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Asks the server for it, unless it is there or on its way. */
  readonly fetch: () => void
}

/**
 * A component that is fetched when it is first shown, and at the latest when the page is first
 * touched, so that it is there when it is wanted and when the network is gone. Until it has come
 * `meanwhile` stands in its place; what could not be fetched is asked for again when one is online.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  const loading = loadingOf(load)
  fetchAtFirstTouch(loading.fetch)
  return (props) => <WhenLoaded loading={loading} props={props} meanwhile={meanwhile} />
}

/**
 * A component that is fetched as soon as the early text of a document stands, and at once where
 * there is none: all that is named so comes side by side, before the one has shown the other.
 */
export function afterText<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode,
): ComponentType<Props> {
  const loading = loadingOf(load)
  fetchAtFirstTouch(loading.fetch)
  const fetch = () => void textStood.then(loading.fetch)
  const patient = { ...loading, fetch }
  if (typeof window !== 'undefined') fetch()
  return (props) => <WhenLoaded loading={patient} props={props} meanwhile={meanwhile} />
}

/**
 * Something other than a component that is fetched when the page is first touched. What could not
 * be fetched is asked for again when it is wanted.
 */
export function atFirstTouch<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined
  const part = () => {
    loading ??= load().catch((reason: unknown) => {
      loading = undefined
      throw reason
    })
    return loading
  }
  fetchAtFirstTouch(() => void part().catch(() => undefined))
  return part
}

type WhenLoadedProps<Props> = {
  readonly loading: Loading<Props>
  readonly props: Props
  readonly meanwhile: ReactNode
}

function WhenLoaded<Props extends object>({ loading, props, meanwhile }: WhenLoadedProps<Props>) {
  const Loaded = useSyncExternalStore(loading.subscribe, loading.current, () => undefined)
  useEffect(() => {
    // The network: what is shown is fetched, and again when the network is back.
    const cancel = afterPaint(loading.fetch)
    window.addEventListener('online', loading.fetch)
    return () => {
      cancel()
      window.removeEventListener('online', loading.fetch)
    }
  }, [loading])
  return Loaded ? <Loaded {...props} /> : meanwhile
}

function loadingOf<Props>(load: () => Promise<ComponentType<Props>>): Loading<Props> {
  const listeners = new Set<() => void>()
  let loaded: ComponentType<Props> | undefined
  let isOnItsWay = false
  const take = (component: ComponentType<Props>) => {
    loaded = component
    for (const listener of listeners) listener()
  }
  const fetch = () => {
    if (loaded || isOnItsWay) return
    isOnItsWay = true
    const end = () => {
      isOnItsWay = false
    }
    // Without a network it does not come; the next time it is shown it is asked for again.
    load().then(take).then(end, end)
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return { current: () => loaded, subscribe, fetch }
}

/** What is on the screen already is painted first. Gives back how to call it off. */
function afterPaint(act: () => void): () => void {
  let timer = 0
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

const touches = ['pointerdown', 'keydown'] as const

function fetchAtFirstTouch(fetch: () => void): void {
  if (typeof window === 'undefined') return
  for (const name of touches) window.addEventListener(name, fetch, { once: true, capture: true })
}
