import type { Page } from '@playwright/test'
import type { MainThread } from './main-thread.ts'

type Gesture = { readonly name: string; readonly act: (page: Page) => Promise<void> }

/** What one gesture of a person cost the main thread. */
export type GestureCost = {
  readonly name: string
  /** Until the frame that answers it was painted. */
  readonly cpuMs: number
  /** With all that it left for later: saving, lists beside the text, what the server said. */
  readonly withAfterwardsMs: number
}

const press = (key: string): Gesture => ({ name: key, act: (page) => page.keyboard.press(key) })

const wheel: Gesture = { name: 'wheel', act: (page) => page.mouse.wheel(0, 300) }

const selectByMouse: Gesture = {
  name: 'select a word by mouse',
  act: async (page) => {
    const place = await wordInView(page)
    await page.mouse.dblclick(place.x, place.y)
  },
}

const openByMouse: Gesture = {
  name: 'open a record by mouse',
  act: async (page) => {
    const place = await wordInView(page)
    await page.mouse.click(place.x, place.y)
  },
}

const switchShape: Gesture = {
  name: 'switch what is drawn',
  act: (page) => page.locator('.layers button').first().click(),
}

const chooseInInspector: Gesture = {
  name: 'choose in the inspector',
  act: async (page) => {
    const choice = page.locator('.inspector [role="radio"][aria-checked="false"]').first()
    if (await choice.isVisible()) await choice.click({ timeout: 2_000 })
  },
}

const focusText: Gesture = {
  name: 'back to the text',
  act: (page) => page.locator('.cm-content').focus(),
}

/** About half a minute of a person's work: tag, correct, walk, link, delete, take back, look. */
const round: readonly Gesture[] = [
  ...[wheel, wheel, selectByMouse, press('1'), press('Escape'), focusText],
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
  for (let at = 0; at < rounds; at += 1) {
    for (const { name, act } of round) {
      const before = await thread.cpuMs()
      await act(page)
      await painted(page)
      const cpuMs = (await thread.cpuMs()) - before
      await page.waitForTimeout(afterwardsMs)
      costs.push({ name, cpuMs, withAfterwardsMs: (await thread.cpuMs()) - before })
    }
  }
  return costs
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

/** A word of the text in the middle of the screen, another one each time. */
async function wordInView(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('.cm-content').boundingBox()
  if (box === null) throw new Error('The text is not in view.')
  wordsTaken += 1
  const lines = [300, 360, 420, 480]
  return { x: box.x + 120 + ((wordsTaken * 67) % 380), y: lines[wordsTaken % lines.length] ?? 300 }
}

let wordsTaken = 0
