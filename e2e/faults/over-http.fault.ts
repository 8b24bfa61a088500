import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../journeys/journey-server.ts'
import { breakFeed, silenceFeed } from './over-http/broken-feed.ts'
import { failStatements } from './over-http/failing-statements.ts'
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
  readonly concernsDatabase?: boolean
  /** The embedded database has no connections that could break. */
  readonly isOfConnections?: boolean
}

const faults: readonly Fault[] = [
  {
    name: 'F1: a server killed in the middle of writing',
    play: killServer,
    short: 2,
    full: 200,
    concernsDatabase: true,
  },
  { name: 'F8: a network that is parted', play: partNetwork, short: 2, full: 100 },
  { name: 'F9: a network that is slow', play: slowDown, short: 0, full: 50 },
  {
    name: 'F10: requests that come twice, answers that are lost',
    play: loseReplies,
    short: 2,
    full: 200,
    concernsDatabase: true,
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
  {
    name: 'F32: statements that fail in the middle of feeds and writing',
    play: failStatements,
    short: 1,
    full: 50,
    isOfConnections: true,
  },
]

/** The embedded database is restarted for every look at it: few rounds, of what concerns it most. */
function roundsOn(engine: Engine, { short, full, ...fault }: Fault): number {
  if (engine === 'postgresql') return rounds(short, full)
  if (fault.isOfConnections) return 0
  return rounds(fault.concernsDatabase ? 1 : 0, Math.ceil(full / 5))
}

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  const played = faults.filter((fault) => roundsOn(engine, fault) > 0)
  let stage: Stage
  let next = 0
  beforeAll(async () => {
    const count = played.reduce((sum, fault) => sum + roundsOn(engine, fault), 0)
    stage = await openStage(engine, 'faults over HTTP', count)
  })
  afterAll(() => stage.close())

  test.each(played)('$name: nothing is lost, and everybody has the same', async (fault) => {
    for (let number = 0; number < roundsOn(engine, fault); number++) {
      const round = await stage.setUp(next++)
      await fault.play(round, stage)
      if (!fault.leavesNothing) expect(await round.findings(), `round ${number}`).toEqual([])
      await round.close()
    }
  })
})
