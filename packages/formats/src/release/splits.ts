/**
 * What a page needs to draw splits by the rule of the server: `@parallax/formats/splits`. The index of
 * this room holds every codec, which are 60 KB more than a page has a use for.
 */
export { arePercents, drawSplits, splitNames } from './draw-splits.ts'
export { sizesOf } from './split-sizes.ts'
