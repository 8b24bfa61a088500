import type { ApiOutputs } from '../api-outputs.ts'

export type AuditLine = ApiOutputs['audit']['ofProject']['lines'][number]
type Subject = AuditLine['subject']

const amount = (value: string | number | undefined, one: string) =>
  value === 'all' ? `all ${one}s` : value === 1 ? `1 ${one}` : `${value ?? 0} ${one}s`

/** What was done, to follow the name of who did it. */
const sentences: Readonly<Record<AuditLine['action'], (subject: Subject) => string>> = {
  'project.create': ({ name }) => (name ? `made the project “${name}”` : 'made the project'),
  'project.update': ({ name, mode }) =>
    name ? `named the project “${name}”` : `changed how people work to “${mode ?? 'another way'}”`,
  'project.archive': () => 'archived the project',
  'project.unarchive': () => 'brought the project back',
  'project.duplicate': () => 'made this project as a copy of another',
  'member.set-role': ({ role }) => `changed the role of a member to ${role ?? 'another'}`,
  'member.remove': () => 'removed a member',
  'member.leave': () => 'left the project',
  'invitation.create': ({ role }) => `invited somebody as ${role ?? 'a member'}`,
  'invitation.revoke': () => 'took an invitation back',
  'invitation.accept': () => 'joined by an invitation',
  export: ({ format, documents, layers, release }) =>
    release
      ? `downloaded release ${release} as ${format ?? 'a file'}`
      : `exported ${amount(documents, 'document')} with ${amount(layers, 'layer')} as ${format ?? 'a file'}`,
  import: ({ format }) => `imported a file in the format ${format ?? 'of another project'}`,
  'import.take-back': () => 'took an import back',
  'release.make': ({ release, documents }) =>
    `made release ${release} of ${amount(documents, 'document')}`,
  'release.card': ({ release }) => `wrote the dataset card of release ${release} anew`,
  'release.withdraw': ({ release }) => `withdrew release ${release}`,
  backup: () => 'made a backup of everything',
  'sign-up.open': () => 'let anybody make an account',
  'sign-up.close': () => 'closed signing up',
  'password.reset-link': () => 'made a link to a new password',
  'token.create': ({ name }) => `made the access token “${name ?? ''}”`,
  'token.withdraw': ({ name, reason }) =>
    reason === 'password-reset'
      ? `withdrew the access token “${name ?? ''}” with a new password`
      : `withdrew the access token “${name ?? ''}”`,
}

export const auditText = {
  loading: 'The lines are on their way',
  failed: 'The lines did not arrive',
  none: 'Nothing has been written down yet.',
  more: 'Show earlier lines',
  atMachine: 'Somebody at the server',
  said: ({ action, subject }: AuditLine) => sentences[action](subject),
} as const
