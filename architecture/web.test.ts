import { describe, expect, test } from 'vitest'
import { packageOf, readSourceFiles, resolveImport, type SourceFile } from './source-files.ts'

const web = readSourceFiles('apps/web').filter((file) => !file.isTest)
const pathsOf = (found: readonly SourceFile[]) => found.map((file) => file.path)

/** What Next.js may bundle: everything in src but our own server. */
const bundled = web.filter((file) => /^apps\/web\/src\/(?!server\/)/.test(file.path))

describe('apps/web', () => {
  test('client code sees the api as types only', () => {
    const usesValues = (file: SourceFile) =>
      file.imports.some(({ name, isType }) => packageOf(name) === '@parallax/api' && !isType)
    const sync = readSourceFiles('packages/sync').filter((file) => !file.isTest)
    expect(pathsOf([...bundled, ...sync].filter(usesValues))).toEqual([])
  })

  test('pages take the index of formats, which holds every codec, as types only', () => {
    const usesValues = (file: SourceFile) =>
      file.imports.some(({ name, isType }) => name === '@parallax/formats' && !isType)
    expect(pathsOf(bundled.filter(usesValues))).toEqual([])
  })

  test('nothing that Next.js bundles reaches our server', () => {
    const reachesServer = (file: SourceFile) =>
      file.imports.some(({ name }) => {
        const target = resolveImport(file, name) ?? ''
        return /^apps\/web\/src\/server\//.test(target) || /^@\/server\//.test(name)
      })
    expect(pathsOf(bundled.filter(reachesServer))).toEqual([])
  })

  test('our server answers requests: no route handler, no middleware, no server action', () => {
    const doors = /\/(route|middleware|proxy|instrumentation)\.tsx?$/
    expect(pathsOf(bundled.filter((file) => doors.test(file.path)))).toEqual([])
    expect(pathsOf(web.filter((file) => /^\s*['"]use server['"]/m.test(file.code)))).toEqual([])
  })

  test("nothing imports 'server-only', which throws in plain Node", () => {
    const isMarked = (file: SourceFile) => file.imports.some(({ name }) => name === 'server-only')
    expect(pathsOf(web.filter(isMarked))).toEqual([])
  })

  test("'use client' stands only where a browser's part begins", () => {
    // Next.js asks for it in error boundaries itself.
    const allowed =
      /^apps\/web\/src\/(features\/(?<name>[\w-]+)\/\k<name>-screen\.tsx|(components|sync)\/.+\.tsx?|app\/(.+\/)?(global-)?error\.tsx)$/
    const isMarked = (file: SourceFile) => /^\s*['"]use client['"]/m.test(file.code)
    const marked = web.filter(isMarked)
    expect(pathsOf(marked.filter((file) => !allowed.test(file.path)))).toEqual([])
    const isFirst = (file: SourceFile) => /^\s*['"]use client['"]/.test(file.code)
    expect(pathsOf(marked.filter((file) => !isFirst(file)))).toEqual([])
  })

  test('a feature imports no other feature', () => {
    const featureOf = (name: string) => /^apps\/web\/src\/features\/([\w-]+)\//.exec(name)?.[1]
    const reachesOver = (file: SourceFile) =>
      file.imports.some(({ name }) => {
        const aliased = name.replace(/^@\//, 'apps/web/src/')
        const target = featureOf(resolveImport(file, name) ?? aliased)
        return target !== undefined && target !== featureOf(file.path)
      })
    const features = web.filter((file) => featureOf(file.path) !== undefined)
    expect(pathsOf(features.filter(reachesOver))).toEqual([])
  })

  test('a page says which screen, in at most 40 lines', () => {
    const isLong = (file: SourceFile) => file.text.trimEnd().split('\n').length > 40
    const pages = web.filter((file) => /\/page\.tsx$/.test(file.path))
    expect(pathsOf(pages.filter(isLong))).toEqual([])
  })
})
