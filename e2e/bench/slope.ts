/** One measured point: how large, and what it cost. */
export type Point = { readonly size: number; readonly cost: number }

/**
 * The slope of cost over size in double logarithmic axes, by least squares: 0 when size costs
 * nothing, 1 when twice the size costs twice as much.
 */
export function logLogSlope(points: readonly Point[]): number {
  const places = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }))
  const x = mean(places.map((place) => place.x))
  const y = mean(places.map((place) => place.y))
  const along = places.map((place) => (place.x - x) * (place.y - y))
  const across = places.map((place) => (place.x - x) ** 2)
  return mean(along) / mean(across)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
