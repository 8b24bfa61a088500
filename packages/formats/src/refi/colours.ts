/** The twelve label colours on paper, as other tools have colours: 1 is the first. */
const labelColours = [
  '#00138C',
  '#1C5C69',
  '#25784E',
  '#493D00',
  '#704B2A',
  '#59004E',
  '#3C2410',
  '#AC500E',
  '#6B21BE',
  '#0E4274',
  '#731243',
  '#5F6B7F',
] as const

/** The colour of a label as `#RRGGBB`; nothing where it has none. */
export function hexOfColour(colour: number | null): string | undefined {
  return colour === null ? undefined : labelColours[colour - 1]
}

/**
 * The label colour that a colour of a file is, or the one that looks most like it; `undefined` for what
 * is no colour. What is compared are hue and strength, and lightness only a little: ours are dark
 * enough to be read as text, those of other tools mostly are not.
 */
export function colourOfHex(hex: string): { colour: number; isExact: boolean } | undefined {
  const lab = labOf(hex)
  if (!lab) return undefined
  const distances = labelColours.map((own) => distance(lab, labOf(own) ?? lab))
  const index = distances.indexOf(Math.min(...distances))
  return { colour: index + 1, isExact: labelColours[index] === hex.toUpperCase() }
}

type Lab = readonly [lightness: number, a: number, b: number]

function distance(one: Lab, other: Lab): number {
  return Math.hypot((one[0] - other[0]) / 4, one[1] - other[1], one[2] - other[2])
}

/** In OKLab (Björn Ottosson, 2020), where distances are as large as they look. */
function labOf(hex: string): Lab | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(hex)
  const found = short ?? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!found) return undefined
  const [red = 0, green = 0, blue = 0] = found
    .slice(1)
    .map((part) => linear(Number.parseInt(part.length === 1 ? part + part : part, 16) / 255))
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const small = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * small,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * small,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * small,
  ]
}

/** A part of a colour of sRGB as light. */
function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
