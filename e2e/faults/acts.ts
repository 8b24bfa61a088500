import {
  type LogEntry,
  mayDo,
  type OperationType,
  operations,
  type ProjectId,
  type Role,
  roles,
  type StreamId,
} from '@parallax/domain'
import {
  type Address,
  addressesOf,
  allTypes,
  argsOf,
  type Choose,
  type Stream,
  sampleWorld,
  sceneOf,
  type World,
} from '@parallax/domain/test'
import type { Draft, ProjectSession } from '@parallax/sync'

/** What somebody does next. */
export type Act =
  | { readonly kind: 'perform'; readonly drafts: readonly Draft[] }
  | { readonly kind: 'undo' | 'redo' }

/** How often each thing is done: most of the work is records of layers. */
const weights: { readonly [T in OperationType]?: number } = {
  'records.create': 14,
  'record.set': 14,
  'records.delete': 3,
  'records.restore': 3,
  batch: 3,
  'entity.create': 3,
  'proposition.create': 3,
  'registry.set': 3,
  'alias.set': 3,
  // Only once in a while, since nobody can do much after it.
  'layer.lock': 0.2,
  'layer.submit': 0.2,
  'document.retire': 0.2,
}

/** These need something that only a screen has: a file at the door, the line to take back. */
const leftOut: readonly OperationType[] = ['document.import', 'change.revert']

const likely = allTypes
  .filter((type) => !leftOut.includes(type))
  .map((type) => ({ type, weight: weights[type] ?? 1 }))

const likelyFor = Object.fromEntries(
  roles.map((role) => [role, likely.filter(({ type }) => mayDo(role, type))]),
) as { readonly [R in Role]: typeof likely } // every role has its list

/**
 * What somebody does next who sees what `session` shows: mostly sensible, sometimes not, always the
 * same from the same choices. `serial` has to differ each time, for new records to have new ids;
 * `isWanted` names what is to be done more than usual.
 */
export function nextAct(
  session: ProjectSession,
  choose: Choose,
  serial: number,
  isWanted: (type: OperationType) => boolean = () => false,
): Act {
  const kind = choose.below(24)
  if (kind < 2) return { kind: 'undo' }
  if (kind === 2) return { kind: 'redo' }
  const world = worldSeenIn(session, serial)
  const drafts = Array.from({ length: choose.onceIn(8) ? 2 : 1 }, (_, index) =>
    nextDraft(
      { ...world, submitted: serial + index * 1_000_000_000 },
      { role: session.me.role, isWanted },
      choose,
    ),
  )
  return { kind: 'perform', drafts: drafts.flatMap((draft) => draft ?? []) }
}

type Leaning = { readonly role: Role; readonly isWanted: (type: OperationType) => boolean }

function nextDraft(world: World, leaning: Leaning, choose: Choose): Draft | undefined {
  const type = typeFrom(choicesOf(leaning, choose), choose)
  const open = addressesIn(world).filter(({ id }) => world.streams.has(id))
  const fit = open.filter(({ kind }) => operations[type].streams.includes(kind))
  if (fit.length === 0) return undefined
  const address = choose.from(fit)
  try {
    const args = argsOf[type]({ world, address, scene: sceneOf(world, address, among(choose)) })
    return { stream: { kind: address.kind, id: address.id }, type, args }
  } catch (reason) {
    // Somebody has deleted all that this act could have spoken of.
    if (reason instanceof NothingThere) return undefined
    throw reason
  }
}

class NothingThere extends Error {}

/** The same choices, that say so in a way of their own when there is nothing to choose from. */
function among(choose: Choose): Choose {
  return {
    ...choose,
    from: (items) => {
      if (items.length === 0) throw new NothingThere()
      return choose.from(items)
    },
  }
}

/** Mostly what a person may do; half of the time what is wanted of them, if they may. */
function choicesOf({ role, isWanted }: Leaning, choose: Choose): typeof likely {
  if (choose.onceIn(12)) return likely
  const wanted = likelyFor[role].filter(({ type }) => isWanted(type))
  return wanted.length > 0 && choose.onceIn(2) ? wanted : likelyFor[role]
}

function typeFrom(from: typeof likely, choose: Choose): OperationType {
  const total = from.reduce((sum, { weight }) => sum + weight, 0)
  let left = (choose.below(1_000_000) / 1_000_000) * total
  for (const { type, weight } of from) {
    left -= weight
    if (left < 0) return type
  }
  return 'records.create'
}

/** The project as one person sees it, in the form in which sample data is made from it. */
function worldSeenIn({ store, project }: ProjectSession, submitted: number): World {
  const { texts } = sampleWorld()
  const world: World = { projectId: project.id, texts, streams: new Map(), submitted }
  const streams = addressesIn(world).flatMap((address): [StreamId, Stream][] => {
    const state = store.view(address.id)
    return state ? [[address.id, { address, state, log: logOf(state.seq, store, address) }]] : []
  })
  return { ...world, streams: new Map(streams) }
}

/** Ids of layers are hashes: they are worth remembering. */
const addresses = new Map<ProjectId, readonly Address[]>()

function addressesIn(world: World): readonly Address[] {
  const known = addresses.get(world.projectId) ?? addressesOf(world)
  addresses.set(world.projectId, known)
  return known
}

/** The log as far as it is known here: as long as it is, with a hole where a line is not known. */
function logOf(length: number, store: ProjectSession['store'], { id }: Address): LogEntry[] {
  const log = new Array<LogEntry>(length)
  for (const entry of store.entries(id)) log[entry.seq - 1] = entry
  return log
}
