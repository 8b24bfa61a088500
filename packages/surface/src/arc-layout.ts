import type { MarkPath } from './mark-paths.ts'

/** Where an arc meets a record: above its first letter. */
export type ArcEnd = {
  readonly xPx: number
  /** The upper edge of the letters there. */
  readonly topPx: number
}

/** Something that wants to be drawn from one place in the text to another. */
export type ArcWish = {
  readonly key: string
  readonly label: string
  readonly from: ArcEnd
  readonly to: ArcEnd
  /** A label colour, or 0 for plain ink. */
  readonly colour: number
  /** Belongs to the open record: comes first. */
  readonly isOpen: boolean
  readonly isChain: boolean
}

/** The room that arcs have. */
export type ArcRoom = {
  readonly leftPx: number
  /** The edge of the text column beyond which arcs run down. */
  readonly rightPx: number
  /** How much is free behind it. */
  readonly marginPx: number
  /** How far above the letters there is room between two rows. */
  readonly leadingPx: number
}

/** An arc in its place. */
export type PlacedArc = {
  readonly wish: ArcWish
  readonly path: MarkPath
  /** Where its label stands, and how wide it may be; null where it has no room. */
  readonly label: {
    readonly leftPx: number
    readonly topPx: number
    readonly widthPx: number
    /** It stands on the run itself and not beside a channel. */
    readonly isFlat: boolean
  } | null
}

const firstChannelPx = 9
const channelStepPx = 8
const labelGapPx = 4
const leastLabelPx = 34
const labelHeightPx = 14
const cornerPx = 4
const arrowPx = 3
const maxChannels = 4
const maxOthers = 6

/**
 * Places arcs: each rises from its start into the leading, runs to a channel right of the column
 * and comes back above its end. Two arcs beside each other never share a channel. Those of the open
 * record come first, then short ones; what finds no channel is left out.
 */
export function layOutArcs(wishes: readonly ArcWish[], room: ArcRoom): readonly PlacedArc[] {
  const free = Math.floor((room.marginPx - firstChannelPx - leastLabelPx) / channelStepPx)
  const channelCount = Math.max(0, Math.min(maxChannels, free))
  const channels: Interval[][] = Array.from({ length: channelCount }, () => [])
  const placed: { wish: ArcWish; channel: number }[] = []
  let others = 0
  for (const wish of [...wishes].sort(compare)) {
    if (!wish.isOpen && others >= maxOthers) continue
    const channel = isFlat(wish) ? -1 : takeChannel(channels, intervalOf(wish))
    if (channel === undefined) continue
    if (!wish.isOpen) others++
    placed.push({ wish, channel })
  }
  const used = Math.max(0, ...placed.map(({ channel }) => channel + 1))
  const labels = createLabelPlaces(room, used)
  const runs = createRuns(room)
  return placed.map(({ wish, channel }) => ({
    wish,
    path: { className: classOf(wish), d: pathOf(wish, channel, { room, runs }) },
    label: wish.label === '' ? null : labels.place(wish, channel),
  }))
}

type Interval = { readonly topPx: number; readonly bottomPx: number }

/** Both ends stand in one row. */
function isFlat({ from, to }: ArcWish): boolean {
  return Math.abs(from.topPx - to.topPx) < 2
}

function intervalOf({ from, to }: ArcWish): Interval {
  return { topPx: Math.min(from.topPx, to.topPx), bottomPx: Math.max(from.topPx, to.topPx) }
}

function takeChannel(channels: Interval[][], { topPx, bottomPx }: Interval): number | undefined {
  const channel = channels.findIndex((taken) =>
    taken.every(
      (other) => other.bottomPx + labelHeightPx <= topPx || bottomPx + labelHeightPx <= other.topPx,
    ),
  )
  if (channel < 0) return undefined
  channels[channel]?.push({ topPx, bottomPx })
  return channel
}

function compare(a: ArcWish, b: ArcWish): number {
  const height = ({ from, to }: ArcWish) => Math.abs(from.topPx - to.topPx)
  return (
    Number(b.isOpen) - Number(a.isOpen) ||
    height(a) - height(b) ||
    a.from.topPx - b.from.topPx ||
    (a.key < b.key ? -1 : 1)
  )
}

function classOf({ colour, isOpen, isChain }: ArcWish): string {
  const look = isChain ? ' px-arc--chain' : colour > 0 && isOpen ? ` px-k${colour}` : ''
  return `px-arc${look}${isOpen ? ' is-open' : ''}`
}

type Runs = ReturnType<typeof createRuns>

/** Runs in the same leading that would lie on each other lie a little apart. */
function createRuns({ leadingPx }: ArcRoom) {
  const taken: { yPx: number; fromPx: number; toPx: number }[] = []
  return {
    /** Where a run from one place to another above a row lies. */
    take: (topPx: number, aPx: number, bPx: number): number => {
      const fromPx = Math.min(aPx, bPx) - runGapPx
      const toPx = Math.max(aPx, bPx) + runGapPx
      const beside = taken.filter((run) => run.fromPx < toPx && fromPx < run.toPx)
      let yPx = Math.round(topPx - leadingPx)
      for (let level = 0; level < maxLevels; level++) {
        if (!beside.some((run) => Math.abs(run.yPx - yPx) < runGapPx)) break
        yPx += runGapPx
      }
      taken.push({ yPx, fromPx, toPx })
      return yPx
    },
  }
}

const runGapPx = 3
const maxLevels = 3

function pathOf(
  { from, to }: ArcWish,
  channel: number,
  { room, runs }: { readonly room: ArcRoom; readonly runs: Runs },
): string {
  const startX = round(from.xPx + 3)
  const endX = round(to.xPx + 3)
  const foot = round(from.topPx)
  const head = round(to.topPx)
  if (channel < 0) {
    const y = runs.take(from.topPx, startX, endX)
    return `M${startX} ${foot}V${y}H${endX}V${head}${arrowAt(endX, y, startX > endX)}`
  }
  const x = room.rightPx + firstChannelPx + channel * channelStepPx
  const startY = runs.take(from.topPx, startX, x)
  const endY = runs.take(to.topPx, endX, x)
  const turn = Math.min(cornerPx, Math.abs(endY - startY) / 2) * Math.sign(endY - startY)
  return (
    `M${startX} ${foot}V${startY}H${x - cornerPx}` +
    `Q${x} ${startY} ${x} ${startY + turn}V${endY - turn}` +
    `Q${x} ${endY} ${x - cornerPx} ${endY}H${endX}V${head}${arrowAt(endX, endY, true)}`
  )
}

/** Where the run turns down to its end, so that no chip hides it. */
function arrowAt(x: number, y: number, comesFromRight: boolean): string {
  const back = comesFromRight ? x + arrowPx : x - arrowPx
  return `M${back} ${y - arrowPx}L${x} ${y}L${back} ${y + arrowPx}`
}

/** Labels stand behind the channels, half-way down, and step aside for each other. */
function createLabelPlaces(
  { leftPx, rightPx, marginPx, leadingPx }: ArcRoom,
  usedChannels: number,
) {
  const taken: number[] = []
  const besidePx =
    rightPx + firstChannelPx + Math.max(0, usedChannels - 1) * channelStepPx + labelGapPx
  return {
    place: (wish: ArcWish, channel: number) => {
      const { topPx, bottomPx } = intervalOf(wish)
      if (channel < 0) {
        const middlePx = (wish.from.xPx + wish.to.xPx) / 2 + 3
        const widthPx = Math.abs(wish.from.xPx - wish.to.xPx) - 16
        if (widthPx < leastLabelPx) return null
        const half = widthPx / 2
        return {
          leftPx: Math.max(leftPx, middlePx - half),
          topPx: topPx - leadingPx - labelHeightPx / 2,
          widthPx,
          isFlat: true,
        }
      }
      let labelPx = Math.round((topPx + bottomPx) / 2 - leadingPx - labelHeightPx / 2)
      while (taken.some((other) => Math.abs(other - labelPx) < labelHeightPx))
        labelPx += labelHeightPx
      taken.push(labelPx)
      return {
        leftPx: besidePx,
        topPx: labelPx,
        widthPx: rightPx + marginPx - besidePx - 2,
        isFlat: false,
      }
    },
  }
}

function round(px: number): number {
  return Math.round(px * 2) / 2
}
