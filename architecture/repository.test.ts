import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles } from './source-files.ts'
import { neverInstalled, versionFloors } from './version-floors.ts'

describe('what is installed', () => {
  const installed = [
    ...readFileSync('pnpm-lock.yaml', 'utf8').matchAll(
      /^ {2}'?((?:@[\w.-]+\/)?[\w.-]+)@([\d.]+[\w.-]*)'?:$/gm,
    ),
  ].map(([, name = '', version = '']) => ({ name, version }))

  test('the lockfile can be read', () => {
    expect(installed.length).toBeGreaterThan(100)
    expect(installed.map(({ name }) => name)).toContain('next')
  })

  test('stands on or above every version floor', () => {
    const isBelow = ({ name, version }: { name: string; version: string }) => {
      const floor = versionFloors[name]
      return floor !== undefined && compareVersions(version, floor) < 0
    }
    expect(installed.filter(isBelow)).toEqual([])
  })

  test('leaves out what must never be installed', () => {
    expect(installed.filter(({ name }) => neverInstalled.includes(name))).toEqual([])
  })

  test('versions compare by number, and a preview is below its release', () => {
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0)
    expect(compareVersions('16.2.6', '16.2.6')).toBe(0)
    expect(compareVersions('16.2.6-canary.3', '16.2.6')).toBeLessThan(0)
  })
})

describe('what is written down', () => {
  const files = listFiles('.').filter((file) => !/\.(png|ico|woff2?|wasm|gz|zip)$/.test(file))
  const linesThat = (pattern: RegExp) =>
    files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
    )

  test('names no folder of one machine', () => {
    expect(linesThat(/(^|[\s"'`(=:])\/(work|root|home\/\w|Users\/\w)[\w-]*\//)).toEqual([])
  })

  test('names no package registry: which one is used is a matter of the machine', () => {
    expect(
      linesThat(/https?:\/\/[\w.-]*(registry|npmjs|artifactory|nexus|verdaccio)[\w.-]*/),
    ).toEqual([])
  })

  test('leads somewhere: every relative link in a document', () => {
    const documents = files.filter((file) => file.endsWith('.md'))
    const dead = documents.flatMap((document) =>
      [
        ...readFileSync(document, 'utf8').matchAll(
          /(?<!!)\[[^\]]*\]\((?!https?:|mailto:|#)([^)#]+)/g,
        ),
      ]
        .map(([, target = '']) => path.posix.join(path.posix.dirname(document), target))
        .filter((target) => !existsSync(target))
        .map((target) => `${document} -> ${target}`),
    )
    expect(dead).toEqual([])
  })

  test('a decision record has a number of its own and the five headings', () => {
    const folder = 'docs/decisions'
    const records = readdirSync(folder).filter((file) => /^\d{4}-[a-z0-9-]+\.md$/.test(file))
    expect(records.map((file) => Number(file.slice(0, 4)))).toEqual(
      records.map((_, index) => index + 1),
    )
    const headings = [
      'What we needed',
      'What we decided',
      'What it costs',
      'What we did not take',
      'We would be wrong if',
    ]
    for (const record of records) {
      const text = readFileSync(`${folder}/${record}`, 'utf8')
      expect(
        [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading),
        record,
      ).toEqual(headings)
    }
  })
})

describe('migrations', () => {
  const folder = 'packages/db/drizzle'
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  const takesAway =
    /\bdrop\s+(?:table|column|schema|type)\b|\brename\s+(?:to|column)\b|\balter\s+column\s+\S+\s+(?:type|set\s+(?:not\s+null|data))\b/i
  const needsValue = /\badd\s+column\b(?!.*\bdefault\b).*\bnot\s+null\b/i

  test('only add, so that the version before works with the new schema, unless they say what they end', () => {
    const wrong = files.flatMap((file) => {
      const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n')
      return lines.flatMap((line, at) => {
        const isBold = takesAway.test(line) || needsValue.test(line)
        const isSaid = /^-- Contract: \S/.test(lines[at - 1] ?? '')
        return isBold && !isSaid ? [`${file}:${at + 1}: ${line}`] : []
      })
    })
    expect(files.length).toBeGreaterThan(5)
    expect(wrong).toEqual([])
  })

  test.each([
    'ALTER TABLE "texts" DROP COLUMN "folded";',
    'ALTER TABLE "texts" ALTER COLUMN "folded" SET NOT NULL;',
    'ALTER TABLE "texts" ADD COLUMN "folded" text NOT NULL;',
    'ALTER TABLE "texts" RENAME COLUMN "folded" TO "plain";',
  ])('are known to take something away by %s', (line) => {
    expect(takesAway.test(line) || needsValue.test(line)).toBe(true)
  })
})

/** Below zero when `a` comes before `b`. */
function compareVersions(a: string, b: string): number {
  const [numbersA, numbersB] = [a, b].map((version) =>
    version.split(/[.-]/).slice(0, 3).map(Number),
  )
  const difference = [0, 1, 2]
    .map((index) => (numbersA?.[index] ?? 0) - (numbersB?.[index] ?? 0))
    .find((value) => value !== 0)
  return difference ?? Number(b.includes('-')) - Number(a.includes('-'))
}
