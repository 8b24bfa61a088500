export const copyBoxText = { copy: 'Copy', copied: 'Copied' } as const
