import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { pureRooms, registries, rooms, scope } from './rooms.ts'
import { packageOf, readSourceFiles, resolveImport, type SourceFile } from './source-files.ts'

const files = Object.keys(rooms).flatMap(readSourceFiles)
const shipped = files.filter((file) => !file.isTest)
const pathsOf = (found: readonly SourceFile[]) => found.map((file) => file.path)
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

test('there is something to look at', () => expect(files.length).toBeGreaterThan(20))

test('every package has a row in the table of doors', () => {
  const packages = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}`),
  )
  expect([...packages, 'e2e'].filter((room) => rooms[room] === undefined)).toEqual([])
})

describe.each(Object.entries(rooms))('%s', (room, { doors }) => {
  const own = files.filter((file) => file.room === room)
  const hasNoDoorTo = (name: string) => {
    const isOurs = name.startsWith(scope)
    const target = packageOf(name).slice(scope.length)
    return isOurs && target !== path.basename(room) && !doors.includes(target)
  }

  test('imports only the rooms it has a door to', () => {
    const strays = own.flatMap((file) =>
      file.imports
        .filter(({ name }) => hasNoDoorTo(name))
        .map(({ name }) => `${file.path}: ${name}`),
    )
    expect(strays).toEqual([])
  })

  test('depends only on the rooms it has a door to', () => {
    const manifest = readJson(`${room}/package.json`)
    const listed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(listed.filter(hasNoDoorTo)).toEqual([])
    // Turborepo skips, without a word, a package that lacks the script it was asked to run.
    expect(manifest.scripts).toHaveProperty('typecheck')
  })

  test('never climbs out through a relative path', () => {
    const climbs = (file: SourceFile) =>
      file.imports.some(({ name }) => {
        const target = resolveImport(file, name)
        const isScript = room === 'e2e' && target?.startsWith('scripts/')
        return target !== undefined && !target.startsWith(`${room}/`) && !isScript
      })
    expect(pathsOf(own.filter(climbs))).toEqual([])
  })
})

const guarded = Object.entries(rooms).flatMap(([room, { outside }]) =>
  outside === undefined ? [] : [{ room, outside }],
)

test.each(guarded)('$room takes from the outside world only $outside', ({ room, outside }) => {
  const isForeign = (name: string) =>
    !(/^\.|^@parallax\//.test(name) || outside.some((entry) => matches(name, entry)))
  const imported = shipped
    .filter((file) => file.room === room)
    .flatMap((file) => file.imports.map(({ name }) => packageOf(name)))
  const listed = Object.keys(readJson(`${room}/package.json`).dependencies ?? {})
  expect([...imported, ...listed].filter(isForeign)).toEqual([])
})

/** Whether a package is the one an entry names; `@scope/*` names all of a scope. */
function matches(name: string, entry: string): boolean {
  return entry.endsWith('/*') ? name.startsWith(entry.slice(0, -1)) : name === entry
}

test('the doors have no circle', () => {
  const roomNamed = (name: string) => rooms[`packages/${name}`] ?? rooms[`apps/${name}`]
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) throw new Error(`circle: ${[...trail, name].join(' -> ')}`)
    for (const next of roomNamed(name)?.doors ?? []) visit(next, [...trail, name])
  }
  for (const room of Object.keys(rooms)) visit(path.basename(room), [])
})

describe('a pure room', () => {
  const base = readJson('tsconfig.base.json').compilerOptions

  test.each(pureRooms)('%s compiles without a platform: no DOM, no Node', (room) => {
    const { lib, types } = { ...base, ...readJson(`${room}/tsconfig.json`).compilerOptions }
    expect({ lib, types }).toEqual({ lib: ['ES2023'], types: [] })
  })

  test('has no clock, no dice, and nothing that depends on the language of the machine', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bDate\(\)|\bMath\.random\(|\bIntl\b|\.toLocale\w+\(|\.localeCompare\(/
    const pure = shipped.filter((file) => pureRooms.includes(file.room))
    expect(pathsOf(pure.filter((file) => impure.test(file.code)))).toEqual([])
  })
})

test('no room loosens the compiler', () => {
  const own = [
    'lib',
    'types',
    'jsx',
    'plugins',
    'incremental',
    'allowJs',
    'checkJs',
    'esModuleInterop',
  ]
  const looser = Object.keys(rooms).flatMap((room) => {
    // Next.js imports style sheets for their effect, which no declaration file describes.
    const allowed = room === 'apps/web' ? [...own, 'noUncheckedSideEffectImports'] : own
    const options = Object.keys(readJson(`${room}/tsconfig.json`).compilerOptions ?? {})
    return options.filter((name) => !allowed.includes(name)).map((name) => `${room}: ${name}`)
  })
  expect(looser).toEqual([])
})

test.each(registries)('%s lists every entry in its registry', (folder) => {
  const registry = readFileSync(`${folder}/registry.ts`, 'utf8')
  const isEntry = /^export const \w+(: \w*(Definition|Codec)\b|\s*=\s*define[A-Z]\w*\()/m
  const forgotten = shipped
    .filter((file) => path.posix.dirname(file.path) === folder)
    .filter((file) => isEntry.test(file.code) && !file.path.endsWith('-definition.ts'))
    .filter((file) => !registry.includes(`'./${path.basename(file.path)}'`))
  expect(pathsOf(forgotten)).toEqual([])
})

test('no drawer for odds and ends', () => {
  const drawer = /\/(utils?|helpers?|common|misc|shared|types|constants)(\.\w+|\/)/
  expect(pathsOf(files.filter((file) => drawer.test(file.path)))).toEqual([])
})

test('one index.ts per package, of explicit names', () => {
  const tables = files.filter((file) => /\/index\.tsx?$/.test(file.path))
  const outer = /^packages\/[\w-]+\/(src|test)\/index\.ts$/
  expect(pathsOf(tables.filter((file) => !outer.test(file.path)))).toEqual([])
  expect(pathsOf(files.filter((file) => /^export \*/m.test(file.code)))).toEqual([])
})

test('every test stands beside what it tests', () => {
  const paths = files.map((file) => file.path)
  const isAlone = (file: string) => {
    const subject = file.replace(/(\.\w+)?\.test\.tsx?$/, '')
    return !paths.some(
      (other) =>
        other.startsWith(subject) && /^(\.(ts|tsx|mjs)|\/)/.test(other.slice(subject.length)),
    )
  }
  expect(paths.filter((file) => /\.test\.tsx?$/.test(file)).filter(isAlone)).toEqual([])
})

test('what ships imports nothing that was made for tests', () => {
  const isForTests = /^(vitest|fast-check)$|^@parallax\/\w+\/test$|\.test\.ts$|(^|\/)test\//
  const importsTests = (file: SourceFile) => file.imports.some(({ name }) => isForTests.test(name))
  const inSource = shipped.filter((file) => file.path.includes('/src/'))
  expect(pathsOf(inSource.filter(importsTests))).toEqual([])
})

test('zod comes as a namespace: its named import brings all of it into a bundle', () => {
  const named = /^import \{[^}]*\bz\b[^}]*\} from 'zod'/m
  expect(pathsOf(files.filter((file) => named.test(file.code)))).toEqual([])
})
