import type { Role } from '@parallax/domain'

const roleHints = {
  owner: 'Everything, the codebook and people included',
  adjudicator: 'Decides between analysts, merges entities',
  annotator: 'Adds documents, tags, links',
  viewer: 'Reads and exports',
} satisfies Record<Role, string>

export const teamText = {
  title: 'Team',
  count: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  roleHints,
  you: 'you',
  notDone: 'This was not done.',
  loading: 'The team is on its way',
  failed: 'The list did not arrive',
  people: {
    title: 'People',
    list: 'People of this project',
    joined: (day: string) => `here since ${day}`,
    seen: (moment: string) => `last seen ${moment}`,
    neverSeen: 'not seen yet',
    roleOf: (name: string) => `Role of ${name}`,
    remove: (name: string) => `Remove ${name}`,
  },
  removeDialog: {
    title: (name: string) => `Remove ${name} from the project?`,
    text: 'What they did stays. They can no longer open the project, at once; a new invitation lets them in again.',
    submit: 'Remove',
  },
  invitations: {
    title: 'Invitations',
    text: 'A link lets one person in, once. Send it yourself: Parallax sends no mail.',
    create: 'Invite someone',
    list: 'Invitations to this project',
    empty: 'No invitation is waiting. Whoever you invite joins with the role you choose.',
    onlyOwners: 'Owners of the project invite people. Ask one of them if somebody is missing.',
    from: (name: string, day: string) => `From ${name}, ${day}`,
    until: (moment: string) => `valid until ${moment}`,
    revoke: 'Withdraw',
    revokeOf: (role: string, day: string) => `Withdraw the invitation as ${role} of ${day}`,
    states: {
      open: 'Open',
      used: (name: string) => `Used by ${name}`,
      expired: 'Expired',
      revoked: 'Withdrawn',
    },
  },
  inviteDialog: {
    title: 'Invite someone',
    lede: 'Whoever opens the link first joins the project, so send it to one person only.',
    role: 'Role',
    days: 'Valid for',
    dayOptions: { '1': '1 day', '7': '7 days', '30': '30 days' },
    submit: 'Make a link',
    ready: 'The link is shown only now. Copy it before you close this.',
    link: 'Link of the invitation',
    until: (moment: string) => `It works once, until ${moment}.`,
    done: 'Done',
  },
} as const
