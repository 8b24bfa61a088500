import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { captureAppend } from './append-statement.ts'
import type { BenchApi } from './bench-api.ts'
import { openContext, startBrowser } from './bench-browser.ts'
import { buildProduct } from './build-product.ts'
import { serveFanOut } from './fan-out.ts'
import { rawMs } from './follow-figures.ts'
import { type Followers, type Following, nowMs, startFollowers } from './followers.ts'
import { type Effort, type Figure, inTurns, median, percentile } from './measure.ts'
import { isolatedAppendMs } from './raw-append.ts'
import { invite, signUp, type Visitor } from './visitor.ts'
import { mentionRequest, newProject, newWorkplace, submit, type Workplace } from './workplace.ts'

const followerCount = 19
const followersOfOnePerson = 15
const apartMs = 300
/** One frame of a screen with 60 of them a second. */
const frameMs = 1_000 / 60
/** In each round: with seven of them, the slowest of a hundred is one of those that were measured. */
const editsPerRound = 15

const sentence =
  'Islanders in Westhaven asked the harbour master for another boat before winter comes. '
/** More words than a run marks, close together, so that all of them are on the screen. */
const text = `Islanders ask for a boat\n\n${`${sentence.repeat(5)}\n`.repeat(6)}`

/** Who edits, and who waits for it. */
type Scene = {
  readonly page: Page
  readonly followers: Followers
  readonly following: Following
  /** Makes one more edit, after which followers have got as far as it says. */
  readonly edit: () => { readonly until: number; readonly sent: Promise<unknown> }
}

/**
 * How long an edit takes until nineteen followers have it in their replicas and one browser has
 * painted it, on the server as it is built: beside a commit, a server that only passes on what it is
 * sent to as many, and a frame.
 */
export async function measureLive(
  api: BenchApi,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  await buildProduct()
  const server = await startJourneyServer('postgresql', 'the bench')
  const browser = await startBrowser()
  const raw = await serveFanOut()
  const followers = startFollowers()
  try {
    const template = await captureAppend(api)
    const commitMs = () => isolatedAppendMs(api, template, { gestures: effort.gestures, apartMs })
    const ours = await openOurs(browser, server, followers)
    const crowd = { api, followers, effort, cookies: [''], count: followerCount }
    const measured: (readonly number[])[] = []
    const pairs = await inTurns(effort.rounds, {
      limit: async () => (await commitMs()) + (await rawMs(crowd, raw.origin)) + frameMs,
      subject: async () => {
        const times = await timed(ours)
        measured.push(times)
        return median(times)
      },
    })
    // The first round warms up, as `inTurns` has it.
    const times = measured.slice(1).flat()
    const who = `${followerCount} followers and painted in a browser`
    const beside = 'commit, raw fan-out and one frame'
    const common = { limit: beside, unit: 'ms' } as const
    const bar = { timesLimit: 1, plus: 5 }
    report({ ...common, subject: `an edit applied by ${who}`, pairs, bar })
    report({
      ...common,
      subject: `the same, 99th percentile of ${times.length} edits`,
      pairs: pairs.map(({ limit }) => ({ limit, subject: percentile(times, 99) })),
      bar: { timesLimit: 0, plus: 60 },
    })
  } finally {
    await followers.close()
    await raw.close()
    await browser.close()
    await server.stop()
  }
}

async function openOurs(
  browser: Browser,
  server: JourneyServer,
  followers: Followers,
): Promise<Scene> {
  const owner = await signUp(server.baseUrl, 'Olga Owner')
  const project = await newProject(owner)
  const workplace = await newWorkplace(owner, project, text)
  const people: Visitor[] = []
  while (people.length * followersOfOnePerson < followerCount) {
    people.push(await invite(owner, project))
  }
  const page = await (await openContext(browser, people[0])).newPage()
  await page.goto(`${owner.origin}/p/${project}/documents/${workplace.document}`)
  await page.locator('.cm-content').waitFor()
  return { page, followers, ...editing(owner, workplace, people) }
}

function editing(owner: Visitor, workplace: Workplace, people: readonly Visitor[]) {
  const words = [...workplace.text.matchAll(/\p{L}{4,}/gu)]
  const { project, layer } = workplace
  // Making the layer was its first change.
  let seq = 1
  return {
    following: {
      count: followerCount,
      origin: owner.origin,
      cookies: people.map(({ cookie }) => cookie),
      of: { project, stream: layer, kind: 'layer', seq },
    } as const,
    edit: () => {
      const word = words[seq]
      if (word === undefined) throw new Error('Every word is marked.')
      seq += 1
      const range = { startUtf16: word.index, endUtf16: word.index + word[0].length }
      return { until: seq, sent: submit(owner, mentionRequest(workplace, range)) }
    },
  }
}

/** Milliseconds from each edit's request until the last of all has it before their eyes. */
async function timed(scene: Scene): Promise<readonly number[]> {
  const { page, followers, following, edit } = scene
  await page.bringToFront()
  await followers.open(following)
  await wait(apartMs * 2)
  const times: number[] = []
  for (let count = 0; count < editsPerRound; count += 1) {
    await page.evaluate(() => markWatch.arm())
    // The page answers at the end of a frame, and edits come whenever they come.
    await wait(Math.random() * frameMs)
    const sentMs = nowMs()
    const { until, sent } = edit()
    const [{ atMs }, shownMs] = await Promise.all([
      followers.arrived(until),
      page.evaluate(() => markWatch.shown),
      sent,
    ])
    times.push(Math.max(atMs, shownMs) - sentMs)
    await wait(apartMs)
  }
  await followers.stop()
  return times
}
