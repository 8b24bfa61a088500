import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hexOfColour } from '../packages/formats/src/refi/colours.ts'
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

test('labels have the same colours in files for other tools as on the screen in the light', () => {
  const tokens = new URL('../apps/web/src/app/styles/tokens.css', import.meta.url)
  const css = readFileSync(tokens, 'utf8')
  for (let colour = 1; colour <= 12; colour++) {
    const found = new RegExp(`--color-label-${colour}: light-dark\\(\\s*oklch\\(([^)]+)\\)`).exec(
      css,
    )
    const [lightness = 0, chroma = 0, hue = 0] = (found?.[1] ?? '').split(' ').map(Number)
    const [a, b] = [Math.cos, Math.sin].map((part) => chroma * part((hue * Math.PI) / 180))
    expect(hexOfColour(colour), `colour ${colour}`).toBe(hexOfLab(lightness, a ?? 0, b ?? 0))
  }
})

/** OKLab as sRGB, as in tokens.css (Björn Ottosson, 2020). */
function hexOfLab(lightness: number, a: number, b: number): string {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const small = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const light = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * small,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * small,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * small,
  ]
  const bytes = light.map((value) => {
    const inside = Math.max(0, Math.min(1, value))
    const part = inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055
    return Math.round(part * 255)
  })
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}
