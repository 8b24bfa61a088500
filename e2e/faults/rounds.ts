/**
 * How often a fault is played: `short` in every `npm test`, `full` under `npm run faults`. A round
 * takes all its dice from its number, so that one that fails can be played again by itself.
 */
export function rounds(short: number, full: number): number {
  return isFullRun ? full : short
}

/** Whether this run is `npm run faults`: some faults are played there alone. */
export const isFullRun = process.env.PARALLAX_FAULTS === 'full'
