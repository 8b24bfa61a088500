export const copyBoxText = {
  copy: 'Copy',
  copied: 'Copied.',
  selected: 'The link is selected: press Ctrl C.',
} as const
