/** A value of the stance scale with its sign: −2, 0, +1. */
export function signed(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${value}` : `−${-value}`
}
