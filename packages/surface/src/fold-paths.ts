/** The strokes of the icon that unfolds boilerplate, in a box of 24 by 24. */
export const unfoldPaths = [
  'M12 22v-6',
  'M12 8V2',
  'M4 12H2M10 12H8M16 12h-2M22 12h-2',
  'm15 19-3 3-3-3M15 5l-3-3-3 3',
]

/** The strokes of the icon that folds it again. */
export const foldPaths = [
  'M12 22v-6',
  'M12 8V2',
  'M4 12H2M10 12H8M16 12h-2M22 12h-2',
  'm15 19-3-3-3 3M15 5l-3 3-3-3',
]
