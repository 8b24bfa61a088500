import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { breakFeed, silenceFeed } from './over-http/broken-feed.ts'
import { killServer } from './over-http/killed-server.ts'
import { loseReplies } from './over-http/lost-replies.ts'
import { overtake } from './over-http/overtaking-requests.ts'
import { partNetwork } from './over-http/parted-network.ts'
import { removeMember, removeProject } from './over-http/removed-from-under.ts'
import { slowDown } from './over-http/slow-network.ts'
import { rounds } from './rounds.ts'
import { openStage, type Round, type Stage } from './stage.ts'

type Fault = {
  readonly name: string
  readonly play: (round: Round, stage: Stage) => Promise<void>
  /** Rounds of `npm test` and of `npm run faults`. */
  readonly short: number
  readonly full: number
  /** The project is gone afterwards: there is nothing for the checker to read. */
  readonly leavesNothing?: boolean
}

const faults: readonly Fault[] = [
  { name: 'F1: a server killed in the middle of writing', play: killServer, short: 2, full: 200 },
  { name: 'F8: a network that is parted', play: partNetwork, short: 2, full: 100 },
  { name: 'F9: a network that is slow', play: slowDown, short: 0, full: 50 },
  {
    name: 'F10: requests that come twice, answers that are lost',
    play: loseReplies,
    short: 2,
    full: 200,
  },
  { name: 'F11: requests that overtake each other', play: overtake, short: 2, full: 100 },
  { name: 'F12: a feed that breaks again and again', play: breakFeed, short: 2, full: 100 },
  { name: 'F12: a feed that falls silent', play: silenceFeed, short: 0, full: 5 },
  { name: 'F25: somebody removed while they write', play: removeMember, short: 1, full: 100 },
  {
    name: 'F25: a project removed while people write',
    play: removeProject,
    short: 1,
    full: 100,
    leavesNothing: true,
  },
]

const played = faults.filter(({ short, full }) => rounds(short, full) > 0)

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  /** The embedded database is restarted for every look at it, so its short rounds are few. */
  const roundsOf = ({ short, full }: Fault) =>
    rounds(engine === 'pglite' ? 1 : short, engine === 'pglite' ? Math.ceil(full / 5) : full)
  let stage: Stage
  let next = 0
  beforeAll(async () => {
    const count = played.reduce((sum, fault) => sum + roundsOf(fault), 0)
    stage = await openStage(engine, 'faults over HTTP', count)
  })
  afterAll(() => stage.close())

  test.each(played)('$name: nothing is lost, and everybody has the same', async (fault) => {
    for (let number = 0; number < roundsOf(fault); number++) {
      const round = await stage.setUp(next++)
      await fault.play(round, stage)
      if (!fault.leavesNothing) expect(await round.findings(), `round ${number}`).toEqual([])
      await round.close()
    }
  })
})
