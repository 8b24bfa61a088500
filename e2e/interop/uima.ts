import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Difference, InteropCheck, Reading } from './interop-check.ts'
import { readFixture } from './read-fixture.ts'

type Span = {
  readonly type: string
  readonly begin: number
  readonly end: number
  readonly covered_utf16: string
}
type JsonCase = {
  readonly sofa_strings: readonly (string | null)[]
  readonly annotations: readonly Span[]
}

/** UIMA CAS files of cassis and of UIMA itself. */
export const checks: readonly InteropCheck[] = [
  { folder: 'json-cas/cassis', run: runJson },
  { folder: 'uima-xmi/cassis', run: runXmi },
]

type XmiCase = {
  readonly text_utf16_len: number | null
  readonly annotations: number
  readonly first: readonly Span[]
  readonly typesystem: string
}

/** Each file is read with the type system that it belongs to, which other files do not share. */
async function runXmi(folder: string) {
  const cases = expectedIn<Readonly<Record<string, XmiCase>>>(folder)
  const differences: Difference[] = []
  for (const [file, { text_utf16_len: length, first, typesystem }] of Object.entries(cases)) {
    const place = mkdtempSync(path.join(tmpdir(), 'parallax-xmi-'))
    const types = `${typesystem.replace(/^.*: /, '')}.xml`
    copyFileSync(path.join(folder, file), path.join(place, file))
    copyFileSync(path.join(folder, 'typesystems', types), path.join(place, types))
    const reading = await readFixture(place, 'uima-xmi')
    rmSync(place, { recursive: true })
    const text = reading.documents[0]?.text.slice(0, length ?? 0) ?? null
    differences.push(
      ...compared(file, reading, length === null ? null : text, {
        annotations: first,
        isFirst: first.length > 0,
      }),
    )
  }
  return { fileCount: Object.keys(cases).length, differences }
}

async function runJson(folder: string) {
  const { cases } = expectedIn<{ cases: Readonly<Record<string, JsonCase>> }>(folder)
  const differences: Difference[] = []
  for (const [file, { sofa_strings: texts, annotations }] of Object.entries(cases)) {
    const reading = await readFixture(path.join(folder, file), 'uima-json')
    const text = texts.find((each) => each !== null) ?? null
    differences.push(...compared(file, reading, text, { annotations, isFirst: false }))
  }
  return { fileCount: Object.keys(cases).length, differences }
}

function expectedIn<Expected>(folder: string): Expected {
  // The files are fixed and looked at by people.
  return JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Expected
}

/** The text and the spans; what stands for the whole document is no span of ours. */
function compared(
  file: string,
  { documents, problems }: Reading,
  text: string | null,
  { annotations, isFirst }: { readonly annotations: readonly Span[]; readonly isFirst: boolean },
): readonly Difference[] {
  const difference = (what: string, expected: unknown, found: unknown): Difference[] => {
    const [a, b] = [JSON.stringify(expected), JSON.stringify(found)]
    return a === b ? [] : [{ file, what, expected: a, found: b }]
  }
  const found = documents.flatMap(({ layers, text: whole }) =>
    layers.flatMap((layer) =>
      layer.annotations.flatMap(({ extent: [range] }) =>
        range
          ? [[range.startUtf16, range.endUtf16, whole.slice(range.startUtf16, range.endUtf16)]]
          : [],
      ),
    ),
  )
  const spans = annotations.filter(
    ({ type, begin, end }) => !/Document(Annotation|MetaData)$/.test(type) && begin < end,
  )
  const meant = spans.map(({ begin, end, covered_utf16 }) => [begin, end, covered_utf16])
  return [
    ...difference(
      'problems',
      [],
      problems.map(({ message }) => message),
    ),
    ...difference('text', text, documents[0]?.text ?? null),
    // Where only the first are listed, those are compared.
    ...difference('spans', meant, isFirst ? found.slice(0, meant.length) : found),
  ]
}
