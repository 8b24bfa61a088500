import { setTimeout as wait } from 'node:timers/promises'
import { captureAppend } from './append-statement.ts'
import type { BenchApi } from './bench-api.ts'
import { serveFanOut } from './fan-out.ts'
import { type Followers, type Following, nowMs, startFollowers } from './followers.ts'
import { type Effort, type Figure, inTurns, median } from './measure.ts'
import { isolatedAppendMs } from './raw-append.ts'
import { type SecondServer, startSecondServer } from './second-server.ts'
import { capitalisedWords, mentionRequest, submit, type Workplace } from './workplace.ts'

const apartMs = 300
const followersOfOnePerson = 15

type Report = (figure: Figure) => void

/**
 * How long an edit takes from its request until the last of many followers has applied it, each to a
 * state of its own, beside what a commit and a server that only passes events on take.
 */
export async function measureFollowing(
  api: BenchApi,
  effort: Effort,
  report: Report,
): Promise<void> {
  const second = await startSecondServer(placeOf(api))
  const followers = startFollowers()
  try {
    const cookies = await second.admit(workplaceOf(api).project, 200 / followersOfOnePerson + 1)
    await measureCrowd({ api, followers, effort, cookies, count: 19 }, report)
    await measureCrowd({ api, followers, effort, cookies, count: 200 }, report)
    await measureProcesses({ api, followers, effort, cookies, count: 8 }, second, report)
  } finally {
    await followers.close()
    await second.close()
  }
}

/** A second process of the product needs the database of the first. */
export function placeOf({ databaseUrl, services }: BenchApi) {
  if (databaseUrl === undefined) throw new Error('Only PostgreSQL can be shared.')
  return { databaseUrl, secret: services.secret }
}

export function workplaceOf({ workplaces: [first] }: BenchApi): Workplace {
  if (first === undefined) throw new Error('The bench has no document.')
  return first
}

type Crowd = {
  readonly api: BenchApi
  readonly followers: Followers
  readonly effort: Effort
  readonly cookies: readonly string[]
  readonly count: number
}

async function measureCrowd(crowd: Crowd, report: Report): Promise<void> {
  const { api, count, effort } = crowd
  const raw = await serveFanOut()
  const template = await captureAppend(api)
  const commitMs = () => isolatedAppendMs(api, template, { gestures: effort.gestures, apartMs })
  const isMany = count > 50
  try {
    const pairs = await inTurns(effort.rounds, {
      // Of the many, only passing on is compared: three times what it takes is allowed.
      limit: async () => (isMany ? 0 : await commitMs()) + (await rawMs(crowd, raw.origin)),
      subject: () => visibleMs(crowd, api.owner.origin),
    })
    report({
      subject: `an edit applied by the last of ${count} followers`,
      limit: isMany ? 'raw fan-out of as many' : 'commit and raw fan-out of as many',
      unit: 'ms',
      pairs,
      bar: isMany ? { timesLimit: 3, plus: 0 } : { timesLimit: 1, plus: 5 },
    })
  } finally {
    await raw.close()
  }
}

/** The median of some edits, from the request until the last follower has it. */
async function visibleMs(crowd: Crowd, origin: string): Promise<number> {
  const { api, followers } = crowd
  const workplace = workplaceOf(api)
  let seq = await headOf(api, workplace)
  await followers.open(following(crowd, origin, workplace, seq))
  await wait(apartMs)
  const words = capitalisedWords(workplace)
  const times: number[] = []
  for (let edit = 0; edit < crowd.effort.gestures; edit += 1) {
    const word = words[edit % words.length]
    if (word === undefined) throw new Error('There is no word to mark.')
    seq += 1
    const arrived = followers.arrived(seq)
    const sentMs = nowMs()
    await submit(api.owner, mentionRequest(workplace, word))
    times.push((await arrived).atMs - sentMs)
    await wait(apartMs)
  }
  await followers.stop()
  return median(times)
}

/** The median of some events, from the request until the last of as many followers has heard it. */
export async function rawMs(
  { followers, count, cookies, effort }: Omit<Crowd, 'api'>,
  origin: string,
): Promise<number> {
  await followers.open({ count, origin, cookies, of: null })
  await wait(apartMs)
  const body = JSON.stringify({ filler: 'x'.repeat(700) })
  const times: number[] = []
  for (let edit = 1; edit <= effort.gestures; edit += 1) {
    const arrived = followers.arrived(edit)
    const sentMs = nowMs()
    await fetch(`${origin}/edits`, { method: 'POST', body })
    times.push((await arrived).atMs - sentMs)
    await wait(apartMs)
  }
  await followers.stop()
  return median(times)
}

function following(
  { count, cookies }: Crowd,
  origin: string,
  { project, layer }: Workplace,
  seq: number,
): Following {
  return { count, origin, cookies, of: { project, stream: layer, kind: 'layer', seq } }
}

/** Where a stream stands. */
export async function headOf({ services }: BenchApi, { project, layer }: Workplace) {
  const held = await services.store.get(project, 'layer', layer)
  return held.state.seq
}

/**
 * Eight people write in eight layers, all with one process; the followers of one layer are with the
 * other, which hears of the edits by hints of the database.
 */
async function measureProcesses(crowd: Crowd, second: SecondServer, report: Report) {
  const others = writing(crowd.api)
  try {
    const pairs = await inTurns(crowd.effort.rounds, {
      limit: () => visibleMs(crowd, crowd.api.owner.origin),
      subject: () => visibleMs(crowd, second.origin),
    })
    report({
      subject: 'an edit of one of 8 writers applied by followers of another process',
      limit: 'followers of the same process',
      unit: 'ms',
      pairs,
      bar: { timesLimit: 0, plus: 50 },
    })
  } finally {
    await others.stop()
  }
}

/** People who write in all layers but the first until they are stopped. */
function writing({ owner, workplaces }: BenchApi) {
  let isOver = false
  const writers = workplaces.slice(1).map(async (workplace, index) => {
    const words = capitalisedWords(workplace)
    await wait((index * apartMs) / workplaces.length)
    for (let edit = 0; !isOver; edit += 1) {
      const word = words[edit % words.length]
      if (word !== undefined) await submit(owner, mentionRequest(workplace, word))
      await wait(apartMs)
    }
  })
  return {
    stop: () => {
      isOver = true
      return Promise.all(writers)
    },
  }
}
