import type { ProjectMode } from './context.ts'

/**
 * Whether people of a project see where the others are. Who works blind is not to know of others'
 * work, and where somebody stands tells of it.
 */
export const showsPresence: { readonly [Mode in ProjectMode]: boolean } = {
  together: true,
  'side-by-side': true,
  blind: false,
}
