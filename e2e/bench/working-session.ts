import type { Page } from '@playwright/test'
import type { MainThread } from './main-thread.ts'

type Point = { readonly x: number; readonly y: number }

type Gesture = {
  readonly name: string
  /** Where it is made, looked up before anything is measured; none where the page offers none. */
  readonly at?: (page: Page) => Promise<Point | undefined>
  readonly act: (page: Page, at: Point) => Promise<void>
}

/** What one gesture of a person cost the main thread. A double click is two: both are answered. */
export type GestureCost = {
  readonly name: string
  /** Until the frame that answers it was painted, and the one after that. */
  readonly cpuMs: number
  /** With all that it left for later: saving, lists beside the text, what the server said. */
  readonly withAfterwardsMs: number
}

const press = (key: string): Gesture => ({ name: key, act: (page) => page.keyboard.press(key) })

const wheel: Gesture = { name: 'wheel', act: (page) => page.mouse.wheel(0, 300) }

const openByMouse: Gesture = {
  name: 'press on a word',
  at: wordInView,
  act: (page, { x, y }) => page.mouse.click(x, y),
}

const selectByMouse: readonly Gesture[] = [
  openByMouse,
  {
    name: 'press on it again',
    act: async (page) => {
      await page.mouse.down({ clickCount: 2 })
      await page.mouse.up({ clickCount: 2 })
    },
  },
]

const switchShape: Gesture = {
  name: 'switch what is drawn',
  at: (page) => middleOf(page, '.layers button'),
  act: (page, { x, y }) => page.mouse.click(x, y),
}

const chooseInInspector: Gesture = {
  name: 'choose in the inspector',
  at: (page) => middleOf(page, '.inspector [role="radio"][aria-checked="false"]'),
  act: (page, { x, y }) => page.mouse.click(x, y),
}

const focusText: Gesture = {
  name: 'back to the text',
  act: (page) => page.evaluate(() => document.querySelector<HTMLElement>('.cm-content')?.focus()),
}

/** About half a minute of a person's work: tag, correct, walk, link, delete, take back, look. */
const round: readonly Gesture[] = [
  ...[wheel, wheel, ...selectByMouse, press('1'), press('Escape'), focusText],
  ...[press('j'), press('j'), press('k'), press('j'), chooseInInspector, focusText],
  ...[wheel, openByMouse, press('Escape'), press('j'), press('r'), press('j'), press('Escape')],
  ...[press('Control+Shift+ArrowRight'), press('Control+Shift+ArrowRight'), press(']')],
  ...[press('c'), press('Escape'), focusText, press('j'), press('Delete'), press('Control+z')],
  ...[switchShape, switchShape, focusText, press('PageDown'), press('PageDown'), wheel],
]

/** Rounds of half a minute each: five minutes. */
export const fiveMinutes = 10

/** Works for so many rounds, without the pauses in which a person reads. */
export async function workFor(
  page: Page,
  thread: MainThread,
  rounds: number,
): Promise<readonly GestureCost[]> {
  const costs: GestureCost[] = []
  await eachGesture(page, rounds, async ({ name, act }, place) => {
    const before = await thread.cpuMs()
    await act(page, place)
    await painted(page)
    const cpuMs = (await thread.cpuMs()) - before
    await page.waitForTimeout(afterwardsMs)
    costs.push({ name, cpuMs, withAfterwardsMs: (await thread.cpuMs()) - before })
  })
  return costs
}

/**
 * The same with nobody asking meanwhile: a question from outside is answered by the main thread, within
 * the very frame that answers the gesture.
 */
export function workUnasked(page: Page, rounds: number): Promise<void> {
  return eachGesture(page, rounds, async ({ act }, place) => {
    await act(page, place)
    await page.waitForTimeout(afterwardsMs)
  })
}

async function eachGesture(
  page: Page,
  rounds: number,
  make: (gesture: Gesture, place: Point) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < rounds; at += 1) {
    for (const gesture of round) {
      const place = gesture.at ? await gesture.at(page) : nowhere
      if (place !== undefined) await make(gesture, place)
    }
  }
}

/** Longer than what a gesture leaves for later takes to come. */
const afterwardsMs = 150

/** After the next frame: a message that is sent in it arrives when it was painted. */
function painted(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve()
          port2.postMessage(null)
        })
      }),
  )
}

const nowhere: Point = { x: 0, y: 0 }

/** The middle of the first thing of this kind that is in sight and that nothing covers. */
function middleOf(page: Page, selector: string): Promise<Point | undefined> {
  return page.evaluate((wanted) => {
    const middles = [...document.querySelectorAll(wanted)].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return { element, x: left + width / 2, y: top + height / 2 }
    })
    const free = middles.find(({ element, x, y }) =>
      element.contains(document.elementFromPoint(x, y)),
    )
    return free && { x: free.x, y: free.y }
  }, selector)
}

/** A word of the text in the middle of the screen, another one each time. */
async function wordInView(page: Page): Promise<Point> {
  const box = await page.locator('.cm-content').boundingBox()
  if (box === null) throw new Error('The text is not in view.')
  wordsTaken += 1
  const lines = [300, 360, 420, 480]
  return { x: box.x + 120 + ((wordsTaken * 67) % 380), y: lines[wordsTaken % lines.length] ?? 300 }
}

let wordsTaken = 0
