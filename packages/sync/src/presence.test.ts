import type { PersonAt, Whereabouts } from '@parallax/api'
import type { DocumentId, ProjectId, UserId } from '@parallax/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PageTime, SimulatedTime } from '../test/simulated-time.ts'
import { Presence } from './presence.ts'

// Ids as the domain has them; here they only have to differ.
const ada = 'ada' as UserId
const ben = 'ben' as UserId
const document = 'harbour' as DocumentId
const at = (topUtf16: number): Whereabouts => ({ document, selection: null, topUtf16 })

function openPresence(mode: 'together' | 'blind' = 'together') {
  const time = new SimulatedTime()
  const clock = new PageTime(time)
  const said: { readonly atMs: number; readonly at: Whereabouts | null }[] = []
  const client = {
    presence: {
      say: {
        mutate: (input: { readonly at: Whereabouts | null }) => {
          said.push({ atMs: time.nowMs, at: input.at })
          return new Promise((resolve) => clock.after(20, () => resolve(null)))
        },
      },
    },
  } as unknown as ConstructorParameters<typeof Presence>[0]['client'] // the part that it uses
  const presence = new Presence({ client, clock, project: { id: 'p' as ProjectId, mode } })
  const hear = (people: readonly PersonAt[], isAll = false) => presence.hear(people, isAll)
  return { time, presence, said, hear }
}

test('however one moves, it is said at most ten times a second, and the last place is said', async () => {
  const moves = fc.array(fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 400 })), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(moves, async (steps) => {
      const { time, presence, said, hear } = openPresence()
      hear([{ user: ben, at: at(0) }])
      for (const [topUtf16, pauseMs] of steps) {
        presence.place(at(topUtf16))
        await time.pass(pauseMs)
      }
      await time.pass(1_000)
      const gapsMs = said.slice(1).map(({ atMs }, index) => atMs - (said[index]?.atMs ?? 0))
      expect(Math.min(100, ...gapsMs)).toBeGreaterThanOrEqual(100)
      if (steps.length > 0) expect(said.at(-1)?.at).toEqual(at(steps.at(-1)?.[0] ?? 0))
    }),
  )
})

test('who stays says so every ten seconds, and with nobody there nothing more is said', async () => {
  const { time, presence, said } = openPresence()
  presence.place(at(1))
  await time.pass(500)
  for (let move = 2; move < 50; move += 1) {
    presence.place(at(move))
    await time.pass(500)
  }
  await time.pass(10_000)
  expect(said.length).toBeLessThanOrEqual(5)
  expect(said.at(-1)?.at).toEqual(at(49))
})

test('who comes hears at once where one is, however long ago one has said it', async () => {
  const { time, presence, said, hear } = openPresence()
  presence.place(at(1))
  await time.pass(500)
  presence.place(at(2))
  hear([{ user: ben, at: at(0) }])
  await time.pass(200)
  expect(said.at(-1)?.at).toEqual(at(2))
})

test('who works blind says nothing and sees nobody', async () => {
  const { time, presence, said, hear } = openPresence('blind')
  presence.place(at(1))
  presence.connected(true)
  hear([{ user: ben, at: at(0) }], true)
  await time.pass(60_000)
  expect(said).toEqual([])
  expect(presence.others).toEqual([])
})

test('without a line to the server nobody is here any more after 30 s', async () => {
  const { time, presence, hear } = openPresence()
  hear([{ user: ben, at: at(0) }], true)
  presence.connected(false)
  await time.pass(29_000)
  expect(presence.others).toHaveLength(1)
  await time.pass(2_000)
  expect(presence.others).toEqual([])
})

test('who has left is gone, and what holds for all replaces what was known', () => {
  const { presence, hear } = openPresence()
  hear([
    { user: ada, at: at(1) },
    { user: ben, at: at(2) },
  ])
  hear([{ user: ada, at: null }])
  expect(presence.others).toEqual([{ user: ben, at: at(2) }])
  hear([{ user: ada, at: at(3) }], true)
  expect(presence.others).toEqual([{ user: ada, at: at(3) }])
})
