import { addMember } from '@parallax/db'
import { testEngines } from '@parallax/db/test'
import { layerId, type ProjectId, type Role, registryStreamId, roles } from '@parallax/domain'
import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FeedReader, follow } from '../test/feed-reader.ts'
import { type Caller, openTestApi, type TestApi, type TestPerson } from '../test/open-test-api.ts'
import {
  entity,
  importDocument,
  newProject,
  operation,
  registryOf,
  type SampleDocument,
} from '../test/sample-work.ts'
import { appRouter } from './app-router.ts'
import { openFeed } from './feed/open-feed.ts'
import { mintId } from './mint-id.ts'
import { createCallerFactory, openProcedure, router } from './trpc/procedures.ts'

/** A project with somebody in every role, and everything that a procedure may name. */
type World = {
  readonly project: ProjectId
  readonly people: { readonly [R in Role]: TestPerson }
  readonly sample: SampleDocument
  readonly invitationId: string
}

/** Who may call a procedure, and what calling it well looks like. */
type Row = {
  readonly for: 'anyone' | 'signed-in' | 'instance-owner' | readonly Role[]
  readonly input: (world: World) => unknown
  /** Whether being let in changes who may do what: then everybody gets a project of their own. */
  readonly isDestructive?: true
  /** Errors that one meets behind the door. */
  readonly mayEnd?: readonly TRPCError['code'][]
  /** The same input with something of another project in it, or with something that never was. */
  readonly mixed?: (world: World, foreign: World | undefined) => unknown
}

const owners = ['owner'] as const
const judges = ['owner', 'adjudicator'] as const
const allLayers = {
  documents: 'all',
  adjudicated: true,
  shared: true,
  annotators: 'all',
} as const
const releaseOf = ({ project }: World) => ({ project, number: 1 })
const inProject = ({ project }: World) => ({ project })
const some = <T>(foreign: World | undefined, pick: (of: World) => T): T | string =>
  foreign === undefined ? mintId() : pick(foreign)

const csvOf = ({ project }: { readonly project: string }) => ({
  project,
  format: 'csv',
  documents: 'all' as const,
  layers: 'all' as const,
})

const matrix: Readonly<Record<string, Row>> = {
  'session.me': { for: 'signed-in', input: () => undefined },
  'account.get': { for: 'signed-in', input: () => undefined },
  'account.setName': { for: 'signed-in', input: () => ({ name: 'Somebody' }) },
  'account.setPreferences': { for: 'signed-in', input: () => ({ preferences: {} }) },
  'account.revokeSession': {
    for: 'signed-in',
    input: () => ({ id: mintId() }),
    mayEnd: ['NOT_FOUND'],
  },
  'account.revokeOthers': { for: 'signed-in', input: () => undefined },
  'account.changePassword': {
    for: 'signed-in',
    input: () => ({ current: 'not the password', next: 'another password' }),
    mayEnd: ['FORBIDDEN'],
  },
  'account.resetPassword': {
    for: 'anyone',
    input: () => ({ token: 'none', password: 'another password' }),
    mayEnd: ['NOT_FOUND', 'TOO_MANY_REQUESTS'],
  },
  'tokens.list': { for: 'signed-in', input: () => undefined },
  'tokens.create': {
    for: 'signed-in',
    input: () => ({ name: 'Nightly', scopes: ['documents:read'] }),
  },
  'tokens.withdraw': { for: 'signed-in', input: () => ({ id: mintId() }), mayEnd: ['NOT_FOUND'] },
  'instance.get': { for: 'instance-owner', input: () => undefined },
  'instance.setSignUp': { for: 'instance-owner', input: () => ({ open: true }) },
  'instance.resetLink': {
    for: 'instance-owner',
    input: () => ({ user: mintId() }),
    mayEnd: ['NOT_FOUND'],
  },
  'projects.list': { for: 'signed-in', input: () => undefined },
  'projects.create': {
    for: 'signed-in',
    input: () => ({ id: mintId(), name: 'Another', mode: 'together' }),
  },
  'projects.get': { for: roles, input: inProject },
  'projects.open': { for: roles, input: inProject },
  'projects.update': { for: owners, input: ({ project }) => ({ project, name: 'Renamed' }) },
  'projects.archive': {
    for: owners,
    input: ({ project }) => ({ project, archived: false }),
  },
  'projects.duplicate': {
    for: ['owner', 'adjudicator'],
    input: ({ project }) => ({ project, id: mintId(), name: 'Copy' }),
  },
  'projects.leave': { for: roles, input: inProject, isDestructive: true, mayEnd: ['CONFLICT'] },
  'projects.openSample': { for: 'signed-in', input: () => undefined },
  'projects.resetSample': { for: owners, input: inProject, mayEnd: ['NOT_FOUND'] },
  'members.list': { for: roles, input: inProject },
  'members.setRole': {
    for: owners,
    input: ({ project, people }) => ({ project, user: people.viewer.userId, role: 'viewer' }),
    mixed: ({ project }, foreign) => ({
      project,
      user: some(foreign, ({ people }) => people.owner.userId),
      role: 'viewer',
    }),
  },
  'members.remove': {
    for: owners,
    input: ({ project, people }) => ({ project, user: people.viewer.userId }),
    isDestructive: true,
    mixed: ({ project }, foreign) => ({
      project,
      user: some(foreign, ({ people }) => people.owner.userId),
    }),
  },
  'invitations.list': { for: owners, input: inProject },
  'invitations.create': {
    for: owners,
    input: ({ project }) => ({ project, role: 'annotator', expiresInDays: 7 }),
  },
  'invitations.revoke': {
    for: owners,
    input: ({ project, invitationId }) => ({ project, id: invitationId }),
    mixed: ({ project }, foreign) => ({
      project,
      id: some(foreign, ({ invitationId }) => invitationId),
    }),
  },
  'invitations.look': {
    for: 'anyone',
    input: () => ({ token: 'none' }),
    mayEnd: ['NOT_FOUND'],
  },
  'invitations.accept': {
    for: 'signed-in',
    input: () => ({ token: 'none' }),
    mayEnd: ['NOT_FOUND'],
  },
  'documents.list': { for: roles, input: inProject },
  'documents.ids': { for: roles, input: inProject },
  'documents.open': {
    for: roles,
    input: ({ project, sample }) => ({ project, document: sample.document }),
    mixed: ({ project }, foreign) => ({
      project,
      document: some(foreign, ({ sample }) => sample.document),
    }),
  },
  'comments.waiting': { for: roles, input: inProject },
  'comments.unread': {
    for: roles,
    input: ({ project, sample }) => ({ project, document: sample.document }),
    mixed: ({ project }, foreign) => ({
      project,
      document: some(foreign, ({ sample }) => sample.document),
    }),
  },
  'comments.read': {
    for: roles,
    input: ({ project }) => ({ project, comments: [mintId()] }),
    mixed: ({ project }, foreign) => ({
      project,
      comments: [some(foreign, ({ sample }) => sample.document)],
    }),
  },
  'visits.since': {
    for: roles,
    input: ({ project, sample }) => ({ project, document: sample.document }),
    mixed: ({ project }, foreign) => ({
      project,
      document: some(foreign, ({ sample }) => sample.document),
    }),
  },
  'visits.note': {
    for: roles,
    input: ({ project, sample }) => ({
      project,
      document: sample.document,
      seen: [{ id: sample.layer, seq: 1 }],
    }),
    mixed: ({ project }, foreign) => ({
      project,
      document: some(foreign, ({ sample }) => sample.document),
      seen: [{ id: some(foreign, ({ sample }) => sample.layer), seq: 1 }],
    }),
  },
  'operations.submit': {
    for: roles,
    input: ({ project }) => ({
      project,
      operations: [operation('entity.create', registryOf(project), entity(project, mintId()))],
    }),
  },
  'presence.say': {
    for: roles,
    input: ({ project, sample }) => ({
      project,
      tab: mintId(),
      at: { document: sample.document, selection: null, topUtf16: 0 },
    }),
  },
  'changes.watch': {
    for: roles,
    input: ({ project }) => ({ project, feed: mintId(), add: [], remove: [], wish: 1 }),
    // On a server whose processes share the work the feed may be in another one.
    mayEnd: ['NOT_FOUND'],
  },
  'changes.since': {
    for: roles,
    input: ({ project, sample }) => ({ project, stream: sample.layer, seq: 0 }),
    mixed: ({ project }, foreign) => ({
      project,
      stream: some(foreign, ({ sample }) => sample.layer),
      seq: 0,
    }),
  },
  'changes.history': {
    for: roles,
    input: ({ project, sample }) => ({ project, stream: sample.layer }),
    mixed: ({ project }, foreign) => ({
      project,
      stream: some(foreign, (of) => registryStreamId(of.project)),
    }),
  },
  'history.mine': { for: roles, input: inProject },
  'history.group': {
    for: roles,
    input: ({ project, sample }) => ({ project, group: sample.group }),
    mixed: ({ project }, foreign) => ({
      project,
      group: some(foreign, ({ sample }) => sample.group),
    }),
  },
  'history.check': {
    for: roles,
    input: ({ project, sample }) => ({
      project,
      reverts: [{ stream: sample.layerStream, seq: 1 }],
    }),
    mixed: ({ project }, foreign) => ({
      project,
      reverts: [
        {
          stream: { kind: 'layer', id: some(foreign, ({ sample }) => sample.layer) },
          seq: 1,
        },
      ],
    }),
  },
  'history.lines': {
    for: roles,
    input: ({ project, sample }) => ({ project, of: { kind: 'document', id: sample.document } }),
    mixed: ({ project }, foreign) => ({
      project,
      of: { kind: 'document', id: some(foreign, ({ sample }) => sample.document) },
    }),
  },
  'registry.search': { for: roles, input: ({ project }) => ({ project, kind: 'entity' }) },
  'registry.occurrences': {
    for: roles,
    input: ({ project }) => ({ project, id: mintId() }),
    mixed: ({ project }, foreign) => ({
      project,
      id: some(foreign, ({ sample }) => sample.document),
    }),
  },
  'releases.list': { for: roles, input: inProject },
  'releases.get': { for: roles, input: releaseOf, mayEnd: ['NOT_FOUND'] },
  'releases.losses': {
    for: roles,
    input: (world) => ({ ...releaseOf(world), format: 'csv' }),
    mayEnd: ['NOT_FOUND'],
  },
  'releases.layers': { for: judges, input: inProject },
  'releases.draft': { for: judges, input: ({ project }) => ({ project, chosen: allLayers }) },
  'releases.make': {
    for: judges,
    input: ({ project }) => ({
      project,
      title: '',
      notes: '',
      licence: '',
      chosen: allLayers,
      draw: null,
    }),
  },
  'releases.setCard': {
    for: judges,
    input: (world) => ({ ...releaseOf(world), body: 'A card.', after: 1 }),
    mayEnd: ['NOT_FOUND'],
  },
  'releases.withdraw': {
    for: owners,
    input: (world) => ({ ...releaseOf(world), reason: 'A name.' }),
    mayEnd: ['NOT_FOUND'],
  },
  'releases.compare': {
    for: roles,
    input: ({ project }) => ({ project, from: 1, to: 2 }),
    mayEnd: ['NOT_FOUND'],
  },
  'exports.formats': { for: 'anyone', input: () => undefined },
  'exports.people': { for: roles, input: inProject },
  'exports.check': { for: roles, input: csvOf },
  'exports.start': { for: roles, input: csvOf },
  'imports.current': { for: owners, input: inProject },
  'imports.start': {
    for: owners,
    input: ({ project }) => ({ project, preview: mintId(), choices: {} }),
    mayEnd: ['NOT_FOUND'],
  },
  'imports.again': {
    for: owners,
    input: ({ project }) => ({ project, preview: mintId(), format: 'brat' }),
    mayEnd: ['NOT_FOUND'],
  },
  'imports.dismiss': {
    for: owners,
    input: ({ project }) => ({ project, preview: mintId() }),
    mayEnd: ['NOT_FOUND'],
  },
  'imports.takeBack': {
    for: owners,
    input: ({ project }) => ({ project, job: mintId() }),
    mayEnd: ['NOT_FOUND'],
  },
  'find.inProject': {
    for: roles,
    input: ({ project }) => ({ project, question: { words: 'bridge' } }),
    mixed: ({ project }, foreign) => ({
      project,
      question: { words: 'bridge' },
      cursor: {
        importedAt: '2020-01-01T00:00:00.000Z',
        document: some(foreign, ({ sample }) => sample.document),
        fromUtf16: 0,
      },
    }),
  },
  'codebook.usage': { for: roles, input: inProject },
  'jobs.get': {
    for: roles,
    input: ({ project }) => ({ project, job: mintId() }),
    mayEnd: ['NOT_FOUND'],
  },
  'jobs.list': { for: roles, input: inProject },
  'jobs.cancel': {
    for: roles,
    input: ({ project }) => ({ project, job: mintId() }),
    mayEnd: ['NOT_FOUND'],
  },
  'audit.ofProject': { for: owners, input: inProject },
  'audit.ofInstance': { for: 'instance-owner', input: () => ({}) },
}

test('every procedure has a row, and every row a procedure', () => {
  expect(Object.keys(appRouter._def.procedures).sort()).toEqual(Object.keys(matrix).sort())
})

test('a procedure that does not say who may call it answers nobody', async () => {
  const api = await openTestApi('pglite')
  try {
    const bare = router({ bare: openProcedure.meta({ authz: undefined } as never).query(() => 1) })
    const call = createCallerFactory(bare)({
      services: api.services,
      sessionToken: undefined,
      clientAddress: '',
    })
    await expect(call.bare()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  } finally {
    await api.remove()
  }
})

describe.each(testEngines)('who may call what, on %s', (engine) => {
  let api: TestApi
  let instanceOwner: TestPerson
  let stranger: TestPerson
  let removed: TestPerson
  let people: World['people']
  let world: World
  let foreign: World

  beforeAll(async () => {
    api = await openTestApi(engine)
    instanceOwner = await api.person('Ines')
    people = {
      owner: await api.person('Olga'),
      adjudicator: await api.person('Ada'),
      annotator: await api.person('Anton'),
      viewer: await api.person('Vera'),
    }
    stranger = await api.person('Stefan')
    removed = await api.person('Rosa')
    world = await makeWorld(people)
    await people.owner.call.members.remove({ project: world.project, user: removed.userId })
    const others = await api.person('Otto')
    foreign = await makeWorld({ ...people, owner: others })
  })
  afterAll(() => api.remove())

  async function makeWorld(members: World['people']): Promise<World> {
    const { owner } = members
    const project = await newProject(owner)
    const isOwn = owner === people.owner
    const others = isOwn ? ([...roles, 'annotator'] as const) : []
    for (const [index, role] of others.entries()) {
      const { userId } = index < roles.length ? members[role] : removed
      await addMember(api.services.db, { projectId: project, userId, role, joinedAt: new Date() })
    }
    const sample = await importDocument(api.services, owner, project)
    const { id } = await owner.call.invitations.create({ project, role: 'viewer' })
    return { project, people: members, sample, invitationId: id }
  }

  const rows = Object.entries(matrix)

  test.each(rows)('%s lets in whom it should', async (path, row) => {
    for (const [name, caller, isAllowed] of callersOf(row)) {
      const at = row.isDestructive && isAllowed ? await makeWorld(people) : world
      const code = await codeOf(path, caller, row.input(at))
      const allowed = [undefined, ...(row.mayEnd ?? [])]
      if (isAllowed) expect(allowed, `${name}: ${code}`).toContain(code)
      else expect(code, name).toBe(deniedBy(row, name))
    }
  })

  function* callersOf(row: Row): Generator<[name: string, caller: Caller, isAllowed: boolean]> {
    const { for: whom } = row
    yield ['anonymous', api.callerFor(undefined), whom === 'anyone']
    yield ['unknown session', api.callerFor('no such session'), whom === 'anyone']
    const isForPeople = whom === 'anyone' || whom === 'signed-in'
    yield ['stranger', stranger.call, isForPeople]
    yield ['removed member', removed.call, isForPeople]
    yield ['owner of another project', foreign.people.owner.call, isForPeople]
    yield ['instance owner', instanceOwner.call, isForPeople || whom === 'instance-owner']
    for (const role of roles) {
      const isAllowed = isForPeople || (Array.isArray(whom) && whom.includes(role))
      yield [role, people[role].call, isAllowed]
    }
  }

  function deniedBy(row: Row, name: string): TRPCError['code'] {
    if (name === 'anonymous' || name === 'unknown session') return 'UNAUTHORIZED'
    const isInside = roles.some((role) => role === name)
    return isInside || row.for === 'instance-owner' ? 'FORBIDDEN' : 'NOT_FOUND'
  }

  const mixing = rows.filter(([, { mixed }]) => mixed !== undefined)

  test.each(mixing)('%s tells nothing of another project’s things', async (path, { mixed }) => {
    const asked = [mixed?.(world, foreign), mixed?.(world, undefined)]
    const [theirs, never] = await Promise.all(
      asked.map((input) => answerOf(path, people.owner.call, input)),
    )
    expect(theirs).toBe(never)
  })

  test.each(rows.filter(([, row]) => Array.isArray(row.for)))(
    '%s answers about another’s project as about none',
    async (path, row) => {
      const input = Object(row.input(world))
      const theirs = await answerOf(path, stranger.call, input)
      const never = await answerOf(path, stranger.call, { ...input, project: mintId() })
      expect(theirs).toBe(never)
      expect(theirs).toContain('NOT_FOUND')
    },
  )

  test('an input with anything beside what is asked for is refused', async () => {
    for (const [path, row] of rows) {
      const input = row.input(world)
      if (input === undefined || row.isDestructive) continue
      const extra = { ...Object(input), ownerId: mintId() }
      expect(await codeOf(path, people.owner.call, extra), path).toBeOneOf([
        'BAD_REQUEST',
        'FORBIDDEN',
        'TOO_MANY_REQUESTS',
      ])
    }
  })

  test('nobody follows a layer that is not in the project they follow', async () => {
    const layer = layerId(foreign.sample.document, 'shared', null)
    const streams = [
      { id: layer, seq: 0 },
      { id: world.sample.layerStream.id, seq: 0 },
    ]
    const projects = [{ project: world.project, streams }]
    const { sessionToken } = people.owner
    const reader = await follow(api.services, sessionToken, { feed: mintId(), projects })
    await expect.poll(() => reader.kinds()).toContain('changes')
    expect(reader.heard.filter(({ kind }) => kind === 'changes')).toMatchObject([
      { stream: world.sample.layer },
    ])
    reader.leave()
  })

  test('of another’s project a feed tells what it tells of one that never was', async () => {
    const told = async (project: string) => {
      const streams = [{ id: world.sample.layer, seq: 0 }]
      const request = { feed: mintId(), projects: [{ project, streams }] }
      const reader = await follow(api.services, stranger.sessionToken, request)
      await expect.poll(() => reader.kinds()).toContain('access')
      reader.leave()
      return JSON.stringify(reader.heard).replaceAll(project, 'it')
    }
    const never = await told(mintId())
    expect(await told(world.project)).toBe(never)
    expect(never).toBe('[{"kind":"access","project":"it","access":"removed"}]')
  })

  test.each([undefined, 'no such session'])('nobody follows with %s', async (sessionToken) => {
    const { sink } = new FeedReader()
    const request = { feed: mintId(), wish: 0, projects: [] }
    const asked = { sessionToken, request, lastEventId: '', sink }
    expect(await openFeed(api.services, asked)).toBe('signed-out')
  })
})

async function codeOf(path: string, caller: Caller, input: unknown) {
  const answer = await call(path, caller, input)
  return answer instanceof TRPCError ? answer.code : undefined
}

async function answerOf(path: string, caller: Caller, input: unknown): Promise<string> {
  const answer = await call(path, caller, input)
  return answer instanceof TRPCError ? `${answer.code} ${answer.message}` : JSON.stringify(answer)
}

/** What a procedure answers, or the edge error that it ends with; anything else is a fault. */
async function call(path: string, caller: Caller, input: unknown): Promise<unknown> {
  const [group = '', name = ''] = path.split('.')
  // The matrix names procedures by their paths.
  const procedures = caller as unknown as Record<string, Record<string, (of: unknown) => unknown>>
  try {
    const answer = await procedures[group]?.[name]?.(input)
    const isStream = Object(answer)[Symbol.asyncIterator] !== undefined
    if (isStream) await Object(answer)[Symbol.asyncIterator]().return()
    return isStream ? 'a stream' : answer
  } catch (error) {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error
    throw error
  }
}
