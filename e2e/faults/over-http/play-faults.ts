import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../journeys/journey-server.ts'
import type { Finding } from '../check-history.ts'
import { rounds } from '../rounds.ts'
import { openStage, type Round, type Stage, withDatabase } from '../stage.ts'
import { expectBackInTime } from './back-in-time.ts'
import { breakFeed, silenceFeed } from './broken-feed.ts'
import { canRefuseWrites, failStatements } from './failing-statements.ts'
import { killServer } from './killed-server.ts'
import { loseReplies } from './lost-replies.ts'
import { overtake } from './overtaking-requests.ts'
import { partNetwork } from './parted-network.ts'
import { endAccess, removeMember, removeProject } from './removed-from-under.ts'
import { slowDown } from './slow-network.ts'

type Fault = {
  readonly name: string
  readonly play: (round: Round, stage: Stage) => Promise<void>
  /** Rounds of `npm test` and of `npm run faults`. */
  readonly short: number
  readonly full: number
  /** The project is gone afterwards: there is nothing for the checker to read. */
  readonly leavesNothing?: boolean
  /** Where the embedded database stands, it needs what only some machines have. */
  readonly needsLimits?: boolean
}

const faults: readonly Fault[] = [
  {
    name: 'F1: a server killed in the middle of writing',
    play: killServer,
    short: 2,
    full: 200,
  },
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
  { name: 'F25: an account let in no more while it writes', play: endAccess, short: 1, full: 100 },
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
    needsLimits: true,
  },
]

/** A round on the embedded database takes longer, and so it is played on less. */
function roundsOn(engine: Engine, { short, full, needsLimits = false }: Fault): number {
  if (engine === 'postgresql') return rounds(short, full)
  if (needsLimits && !canRefuseWrites) return 0
  return rounds(Math.min(short, 1), Math.ceil(full / 5))
}

/** A round that was played, and the fault that was. */
type Played = { readonly name: string; readonly round: Round }

/** Plays every fault over HTTP on one engine, round by round. */
export function playFaults(engine: Engine): void {
  if (engine === 'pglite' && !canRefuseWrites)
    process.stderr.write('F32 was not played on the embedded database: there is no prlimit.\n')
  const faultsHere = faults.filter((fault) => roundsOn(engine, fault) > 0)
  // The embedded database has to be taken from its server to be looked at: once for all rounds.
  const isReadInOneGo = engine === 'pglite'
  const unread: Played[] = []
  let stage: Stage
  let next = 0
  beforeAll(async () => {
    const count = faultsHere.reduce((sum, fault) => sum + roundsOn(engine, fault), 0)
    stage = await openStage(engine, 'faults over HTTP', count)
  })
  afterAll(() => stage.close())

  test.each(faultsHere)('$name: nothing is lost, and everybody has the same', async (fault) => {
    const { name, play, leavesNothing = false } = fault
    const returns: number[] = []
    for (let number = 0; number < roundsOn(engine, fault); number++) {
      const round = await stage.setUp(next++)
      await play(round, stage)
      returns.push(...round.returns)
      if (leavesNothing) await round.calmDown()
      else if (isReadInOneGo) {
        await round.comeToRest()
        unread.push({ name, round })
      } else expect(await round.findings(), `round ${number}`).toEqual([])
      await round.close()
    }
    expectBackInTime(returns)
  })

  test.runIf(isReadInOneGo)(`${numbersOf(faultsHere)}: so it stands in the database`, async () => {
    const findings = await withDatabase(stage.server, async (database) => {
      const all: { readonly name: string; readonly finding: Finding }[] = []
      for (const { name, round } of unread)
        for (const finding of await round.findingsIn(database)) all.push({ name, finding })
      return all
    })
    expect(findings).toEqual([])
  })
}

/** The numbers of faults, which the names of their tests begin with. */
function numbersOf(played: readonly Fault[]): string {
  return [...new Set(played.map(({ name }) => name.split(':')[0]))].join(' ')
}
