/** Every sentence and word about how the text is shown, in one place. */
export const comfortText = {
  open: 'How the text looks',
  size: 'Text size',
  sizes: { small: 'Small', medium: 'Medium', large: 'Large', largest: 'Largest' },
  face: 'Typeface',
  faces: { serif: 'Serif', sans: 'Sans' },
  lines: 'Lines',
  densities: { detailed: 'Roomy', compact: 'Close' },
  theme: 'Light',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  treeWidth: 'Width of the records',
  inspectorWidth: 'Width of the inspector',
} as const
