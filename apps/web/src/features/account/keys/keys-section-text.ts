/** What the account says of keys. */
export const keysSectionText = {
  title: 'Keys',
  text: 'For every browser you sign in with. Keys of labels are set in the codebook of a project.',
  single: 'Letters act by themselves',
  singleHint:
    'They do so only while the text has the focus. With this off, single letters do nothing outside of fields: for speech input, or if you press keys by accident.',
  change: (command: string, caps: string) => `Change the key of “${command}”, now ${caps}`,
  none: 'none',
  press: 'Press a key',
  pressHint: 'Esc leaves it as it is.',
  noKey: 'No key',
  cancel: 'Cancel',
  own: 'yours',
  reset: (command: string, caps: string) => `Give “${command}” its first key back: ${caps}`,
  resetAll: 'Give every command its first key back',
  isFixed: 'The same for everyone',
  problems: {
    browser: (caps: string) => `The browser keeps ${caps} for itself. Press another one.`,
    fixed: (caps: string, name: string) => `${caps} always does this: ${name}. Press another one.`,
    label: (caps: string) =>
      `${caps} tags with a label of the codebook. Digits are kept for labels; press another key.`,
    command: (caps: string, name: string) => `${caps} is the key of “${name}”.`,
  },
  take: (name: string) => `Take it from “${name}”`,
} as const
