/**
 * The rooms of this repository and the doors between them. An entry in `doors` is a direct import;
 * what is not listed is forbidden. `outside` names what a room may take from the outside world; a
 * room without it chooses its own dependencies. This table is the architecture: change it in a
 * commit of its own, with a decision record in docs/decisions.
 */
export type Room = {
  readonly doors: readonly string[]
  readonly outside?: readonly string[]
}

export const rooms: Readonly<Record<string, Room>> = {
  'packages/domain': { doors: [], outside: ['zod'] },
  'packages/formats': {
    doors: ['domain'],
    outside: ['zod', 'hyparquet', 'hyparquet-writer', 'fzstd', 'saxes'],
  },
  'packages/files': { doors: ['domain', 'formats'] },
  'packages/find': { doors: ['domain'], outside: ['re2js'] },
  'packages/surface': { doors: ['domain'], outside: ['@codemirror/*'] },
  'packages/db': { doors: ['domain'] },
  'packages/api': { doors: ['domain', 'formats', 'files', 'find', 'db'] },
  'packages/sync': { doors: ['domain', 'api'] },
  'packages/cli': { doors: ['domain', 'formats', 'files', 'db', 'api'] },
  'apps/web': { doors: ['domain', 'formats', 'find', 'surface', 'sync', 'api'] },
  e2e: { doors: ['domain', 'formats', 'files', 'find', 'surface', 'db', 'api', 'sync', 'cli'] },
}

/** Rooms where rules live: the same answer in a browser, on a server and in ten years. */
export const pureRooms: readonly string[] = ['packages/domain', 'packages/formats']

/** Folders whose files are entries of a list. A file that the list forgets would be dead. */
export const registries: readonly string[] = [
  'packages/domain/src/record-kinds',
  'packages/domain/src/operations',
  'packages/formats/src/codecs',
  'packages/api/src/v1/routes',
]

/** The scope of our packages. */
export const scope = '@parallax/'
