import { bitOf, type LaneLook, type Segment } from './flatten.ts'
import { laneCount, overflowLane } from './lanes.ts'
import { shapes } from './surface-record.ts'

const colours = 12
// The tint is derived from the line and keeps its transparency, so a dimmed tint is faint too.
const dimColour = 'color-mix(in oklab,var(--color-line-strong) 55%,transparent)'

/** The classes of one segment. They come from a bounded set and carry no inline style. */
export function segmentClasses({ mask, looks, meets }: Segment): string {
  const open = looks.filter((look) => look.open)
  return [
    'px-s',
    `px-m${mask}`,
    ...looks.map(colourClass),
    ...open.map(({ lane }) => `px-o${lane}`),
    ...(meets ? ['px-meets'] : []),
  ].join(' ')
}

/** The rule that draws a mask: one background layer a lane, then the tints. */
export function maskRule(mask: number): string {
  const layers = bitsOf(mask).map(lineLayer)
  const tinted = tintLane(mask)
  const tint = tinted === undefined ? [] : [tintLayer]
  const all = [...layers, ...tint, washLayer]
  const join = (pick: (layer: Layer) => string) => all.map(pick).join(',')
  const tintColour =
    tinted === undefined
      ? ''
      : `--px-tint:oklch(from var(--px-l${tinted}) var(--px-tl) calc(c * var(--px-tc)) h);border-radius:2px 2px 0 0;`
  return `.px-m${mask}{${tintColour}background-image:${join(({ image }) => image)};background-size:${join(({ size }) => size)};background-position:${join(({ position }) => position)};background-repeat:${join(({ repeat }) => repeat)}}`
}

/** The rules that do not depend on a mask: label colours by lane, and the open record. */
export function colourRules(): readonly string[] {
  const rules: string[] = []
  for (let lane = 0; lane < laneCount; lane++) {
    rules.push(`.px-c${lane}-0{--px-l${lane}:${dimColour}}`)
    for (let colour = 1; colour <= colours; colour++) {
      const label = `var(--color-label-${colour})`
      rules.push(
        `.px-c${lane}-${colour}{--px-l${lane}:${label}}`,
        `.px-t${lane}-${colour}{--px-l${lane}:color-mix(in oklab,${label} 55%,var(--color-paper))}`,
      )
    }
    rules.push(
      `.px-o${lane}{--px-h${lane}:3px;--px-wash:color-mix(in oklab,var(--px-l${lane}) 9%,transparent)}`,
    )
  }
  return rules
}

type Layer = {
  readonly image: string
  readonly size: string
  readonly position: string
  readonly repeat: string
}

const tintLayer: Layer = {
  image: 'linear-gradient(var(--px-tint) 0 0)',
  size: '100% calc(100% - var(--px-pad) - 5px)',
  position: '0 0',
  repeat: 'no-repeat',
}

const washLayer: Layer = {
  image: 'linear-gradient(var(--px-wash,transparent) 0 0)',
  size: '100% calc(100% - var(--px-pad) + 2px)',
  position: '0 0',
  repeat: 'no-repeat',
}

function lineLayer({ lane, shape }: { lane: number; shape: number }): Layer {
  const colour = `var(--px-l${lane})`
  const height = `var(--px-h${lane},2px)`
  const position = `left 0 bottom var(--px-y${lane})`
  // Whole dashes only: the tile is rounded to the segment, so a dash never breaks at its edge.
  if (shapes[shape] === 'claim')
    return {
      image: `linear-gradient(90deg,${colour} 66.7%,transparent 66.7%)`,
      size: `9px ${height}`,
      position,
      repeat: 'round no-repeat',
    }
  if (lane === overflowLane)
    return {
      image: `linear-gradient(90deg,${colour} 50%,transparent 50%)`,
      size: `3px ${height}`,
      position,
      repeat: 'round no-repeat',
    }
  return {
    image: `linear-gradient(${colour} 0 0)`,
    size: `100% ${height}`,
    position,
    repeat: 'no-repeat',
  }
}

function bitsOf(mask: number): readonly { lane: number; shape: number }[] {
  return Array.from({ length: laneCount * shapes.length }, (_, bit) => bit)
    .filter((bit) => mask & (1 << bit))
    .map((bit) => ({ lane: Math.floor(bit / shapes.length), shape: bit % shapes.length }))
}

/** The lane of the innermost mention, whose colour tints the letters. */
function tintLane(mask: number): number | undefined {
  for (let lane = 0; lane < laneCount; lane++) if (mask & bitOf(lane, 'mention')) return lane
  return undefined
}

function colourClass({ lane, colour, tentative }: LaneLook): string {
  return `${tentative && colour > 0 ? 'px-t' : 'px-c'}${lane}-${colour}`
}
