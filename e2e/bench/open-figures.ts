import type { TextRange } from '@parallax/domain'
import type { Browser } from '@playwright/test'
import { watchNetwork } from '../journeys/quiet-network.ts'
import { openContext, openingMs } from './bench-browser.ts'
import { largerArticle } from './larger-article.ts'
import { serve } from './loopback.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'
import type { Visitor } from './visitor.ts'
import {
  capitalisedWords,
  mentionsRequest,
  newWorkplace,
  submit,
  type Workplace,
} from './workplace.ts'

/** From going to an article until its text is on the screen with its marks. */
export async function measureOpening(
  browser: Browser,
  owner: Visitor,
  project: Workplace['project'],
  { effort, report }: { readonly effort: Effort; readonly report: (figure: Figure) => void },
): Promise<void> {
  const { text, origin } = await largerArticle(owner)
  const workplace = await newWorkplace(owner, project, text)
  const words = capitalisedWords(workplace)
  await submit(owner, mentionsRequest(workplace, words))
  const plain = await serve((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(plainPage(workplace.text, words))
  })
  const context = await openContext(browser, owner)
  const page = await context.newPage()
  const list = `${owner.origin}/p/${project}/documents`
  const address = `${list}/${workplace.document}`
  const limit = () => openingMs(page, plain.origin)
  const name = `${origin}, ${words.length} marks`
  try {
    const byAddress = { limit, subject: () => openingMs(page, address) }
    report(figureOf(`open by address: ${name}`, await inTurns(effort.rounds, byAddress)))
    const byClick = {
      limit,
      subject: async () => {
        const network = watchNetwork(page)
        await page.goto(list)
        const link = page.locator(`a[href$="/documents/${workplace.document}"]`).first()
        await link.waitFor()
        await network.settled()
        await link.click()
        return await page.evaluate(async () => (await markWatch.shown) - markWatch.actedMs)
      },
    }
    report(figureOf(`open by a click in the list: ${name}`, await inTurns(effort.rounds, byClick)))
  } finally {
    await context.close()
    await plain.close()
  }
}

function figureOf(subject: string, pairs: Figure['pairs']): Figure {
  return { subject, limit: 'the same text and marks as plain HTML', unit: 'ms', pairs }
}

/** The same text with the same marks, without script, font or server behind it. */
function plainPage(text: string, words: readonly TextRange[]): string {
  const pieces = words.map(({ startUtf16, endUtf16 }, index) => {
    const before = text.slice(words[index - 1]?.endUtf16 ?? 0, startUtf16)
    return `${escaped(before)}<mark>${escaped(text.slice(startUtf16, endUtf16))}</mark>`
  })
  const rest = escaped(text.slice(words.at(-1)?.endUtf16 ?? 0))
  const style = 'body{max-width:40rem;margin:2rem auto;font:18px/1.6 serif;white-space:pre-wrap}'
  return `<!doctype html><meta charset=utf-8><style>${style}</style>${pieces.join('')}${rest}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
