import type { Browser, BrowserContext, Page } from '@playwright/test'

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** When it began, in microseconds. */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string; readonly data?: { readonly detail?: string } }
}

/** What the main thread worked while something went on, by its own clock. */
export type TracedWork = {
  /** Every task, longest first. */
  readonly tasksMs: readonly number[]
  /**
   * Each press or key, from the task that heard it to the painting of the frame that answers
   * it. Whoever asks from outside hears of that frame too late to tell it from the next.
   */
  readonly gestures: readonly TracedGesture[]
}

/** A key or a press, and what was worked from hearing it until the frame that answers it was painted. */
export type TracedGesture = { readonly name: string; readonly untilPaintedMs: number }

const marks = { heard: 'a gesture was heard', painted: 'its frame was painted' }

/** Lets every page of the context mark when it hears of a gesture, and when the next frame is painted. */
export async function markGestures(context: BrowserContext): Promise<void> {
  await context.addInitScript(({ heard, painted }) => {
    let isOpen = false
    const mark = (event: Event) => {
      if (isOpen) return
      isOpen = true
      const { target } = event
      const place = target instanceof Element ? target.className || target.tagName : ''
      const detail = event instanceof KeyboardEvent ? event.key : `${event.type} on ${place}`
      performance.mark(heard, { detail })
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        // A message that is sent in a frame arrives when it was painted.
        port1.onmessage = () => {
          isOpen = false
          performance.mark(painted)
        }
        port2.postMessage(null)
      })
    }
    for (const name of ['keydown', 'pointerdown', 'pointerup', 'click'])
      addEventListener(name, mark, { capture: true, passive: true })
  }, marks)
}

/** Traces an action of the page, on which `markGestures` watches. */
export async function tracedWork(
  browser: Browser,
  page: Page,
  act: () => Promise<unknown>,
): Promise<TracedWork> {
  const categories = ['toplevel', '__metadata', 'blink.user_timing']
  await browser.startTracing(page, { categories })
  await act()
  const trace = await browser.stopTracing()
  // What the browser writes; the fields that are read here are those of its format.
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  )
  const isMain = ({ pid, tid }: TraceEvent) =>
    mains.some((main) => main.pid === pid && main.tid === tid)
  const ours = traceEvents.filter(isMain).toSorted((a, b) => a.ts - b.ts)
  const tasks = outermost(ours.filter(({ ph, name }) => ph === 'X' && name.endsWith('RunTask')))
  return {
    tasksMs: tasks.map(cpuMsOf).toSorted((a, b) => b - a),
    gestures: gesturesIn(ours, tasks),
  }
}

/** A task may run another: what that took is the first one's. */
function outermost(tasks: readonly TraceEvent[]): readonly TraceEvent[] {
  let endUs = 0
  return tasks.filter(({ ts, dur = 0 }) => {
    if (ts < endUs) return false
    endUs = ts + dur
    return true
  })
}

function cpuMsOf({ tdur = 0 }: TraceEvent): number {
  return tdur / 1_000
}

function gesturesIn(
  all: readonly TraceEvent[],
  tasks: readonly TraceEvent[],
): readonly TracedGesture[] {
  const marked = all.filter(({ name }) => name === marks.heard || name === marks.painted)
  return marked.flatMap((begin, at) => {
    const end = marked[at + 1]
    if (begin.name !== marks.heard || end?.name !== marks.painted) return []
    // The task that heard it began before its mark; the one of the second mark only tells us.
    const first = tasks.findLastIndex(({ ts }) => ts <= begin.ts)
    const last = tasks.findLastIndex(({ ts }) => ts <= end.ts)
    const worked = tasks.slice(Math.max(0, first), last)
    const untilPaintedMs = worked.reduce((sum, task) => sum + cpuMsOf(task), 0)
    return [{ name: begin.args?.data?.detail ?? 'unnamed', untilPaintedMs }]
  })
}
