import type { TokenScope } from './token.ts'

type ScopeText = { readonly label: string; readonly short: string; readonly hint: string }

/** What a token may be let to do, in the order in which it is offered. */
const scopes: Readonly<Record<TokenScope, ScopeText>> = {
  'documents:read': {
    label: 'Read documents',
    short: 'reads documents',
    hint: 'Texts, what is tagged in them, and the codebook',
  },
  'exports:read': {
    label: 'Read exports and releases',
    short: 'exports',
    hint: 'Whole projects as files',
  },
  'imports:write': {
    label: 'Import',
    short: 'imports',
    hint: 'Makes projects and brings files into them',
  },
  'releases:write': {
    label: 'Make releases',
    short: 'makes releases',
    hint: 'Numbered states of a project, for good',
  },
}

export const tokensText = {
  title: 'Access tokens',
  text: 'Keys for your scripts. With one a script does what you may do, and no more than you tick.',
  list: 'Access tokens',
  loading: 'Your tokens are on their way',
  failed: 'Your tokens did not arrive',
  none: 'You have no tokens.',
  create: 'Make a token',
  scopes,
  sentence: (parts: readonly string[]) => {
    const words = parts.join(', ')
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  },
  inProject: (name: string) => `in “${name}”`,
  inLostProject: 'in a project that is gone',
  everywhere: 'in all your projects',
  lastUsed: (moment: string) => `last used ${moment}`,
  neverUsed: 'never used',
  until: (day: string) => `Until ${day}`,
  expired: 'Expired',
  withdraw: 'Withdraw',
  withdrawOf: (name: string) => `Withdraw ${name}`,
  notDone: 'This was not done.',
  withdrawDialog: {
    title: (name: string) => `Withdraw “${name}”?`,
    text: 'Scripts that use it are refused from now on. It cannot be brought back; you can make another.',
    submit: 'Withdraw the token',
  },
  dialog: {
    title: 'Make an access token',
    lede: 'Give it what the script needs, and nothing else.',
    name: 'Name',
    namePlaceholder: 'What it is for: nightly export',
    nameMissing: 'Name it, so that you know it again.',
    scopes: 'The script may',
    scopesMissing: 'Tick at least one.',
    project: 'Where',
    allProjects: 'In all my projects',
    days: 'Good for',
    dayOptions: { '7': '7 days', '30': '30 days', '90': '90 days', '365': '1 year' },
    submit: 'Make the token',
    failed: 'The token was not made.',
    ready: 'It is shown only now. Copy it before you close this.',
    word: 'Access token',
    use: 'A script sends it along with each request:',
    header: (word: string) => `Authorization: Bearer ${word}`,
    until: (day: string) => `It is good until ${day}.`,
    described: 'What can be asked',
    done: 'Done',
  },
} as const
