import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesOfPieces } from '@parallax/files'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '../run-command-line.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-convert-'))
  mkdirSync(join(folder, 'corpus'))
  writeFileSync(join(folder, 'corpus', 'a.txt'), 'Ola 🕊 met Żółć in Halden.\n')
  writeFileSync(
    join(folder, 'corpus', 'a.ann'),
    [
      'T1\tPerson 0 3\tOla',
      'T2\tPerson 10 14\tŻółć',
      'T3\tPlace 18 24\tHalden',
      'R1\tmet Arg1:T1 Arg2:T2',
      '',
    ].join('\n'),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Conversions need no place with data: nobody opens it. */
const nowhere = { dataFolder: '/nonexistent', databaseUrl: undefined } as never

async function parallax(...args: string[]) {
  const { drawn: _, ...ended } = await watched(...args)
  return ended
}

/** A command on a terminal that somebody looks at, and what was drawn there. */
async function watched(...args: string[]) {
  let [stdout, stderr] = ['', '']
  const drawn: (number | undefined)[] = []
  const terminal = {
    progress: (percent: number | undefined) => {
      drawn.push(percent)
    },
    print: async (text: string) => {
      stdout += text
    },
    say: (text: string) => {
      stderr += `${text}\n`
    },
  }
  return { status: await runCommandLine(args, terminal, nowhere), stdout, stderr, drawn }
}

const at = (name: string) => join(folder, name)

test('a folder of brat becomes CoNLL with a report beside it, and what is lost is said', async () => {
  const made = await parallax(
    'convert',
    at('corpus'),
    '--to',
    'conll2003',
    '--out',
    at('a.conll'),
    '--report',
    at('report.json'),
  )
  expect(made).toMatchObject({ status: 0 })
  expect(made.stderr).toContain('3 of 3 mentions')
  expect(made.stderr).toContain('Lost: 1 × relation.')
  expect(readFileSync(at('a.conll'), 'utf8')).toMatch(/Halden\b.*B-Place/)
  const report = JSON.parse(readFileSync(at('report.json'), 'utf8'))
  expect(report.in.relation).toBe(1)
  expect(report.out.relation).toBe(0)
})

test('with --strict a loss is an error and nothing is written', async () => {
  const made = await parallax(
    'convert',
    at('corpus'),
    '--to',
    'conll2002',
    '--out',
    at('b.conll'),
    '--strict',
  )
  expect(made.status).toBe(1)
  expect(made.stderr).toContain('--strict')
  expect(existsSync(at('b.conll'))).toBe(false)
})

test('with --strict the report that was asked for is written, and nothing else', async () => {
  const args = ['convert', at('corpus'), '--to', 'conll2002', '--out', at('d.conll')]
  const made = await parallax(...args, '--strict', '--report', at('strict.json'))
  expect(made.status).toBe(1)
  expect(made.stderr).toContain(at('strict.json'))
  expect(existsSync(at('d.conll'))).toBe(false)
  expect(existsSync(at('d.conll.report.json'))).toBe(false)
  const report = JSON.parse(readFileSync(at('strict.json'), 'utf8'))
  expect(report.dropped).toContainEqual(expect.objectContaining({ kind: 'relation', count: 1 }))
})

test('what was lost stands beside the file or folder where no other place is named', async () => {
  const convert = (...args: string[]) => parallax('convert', at('corpus'), ...args)
  const made = await convert('--to', 'conll2003', '--out', at('e.conll'))
  expect(made.stderr).toContain(`The report is in ${at('e.conll')}.report.json.`)
  const report = JSON.parse(readFileSync(at('e.conll.report.json'), 'utf8'))
  expect(report).toMatchObject({ in: { relation: 1 }, out: { relation: 0 } })
  await convert('--to', 'conll2003', '--out', at('f.conll'), '--report', at('f.json'), '--quiet')
  expect(existsSync(at('f.conll.report.json'))).toBe(false)
  await convert('--to', 'w3c', '--out', `${at('lossless')}/`, '--quiet')
  expect(existsSync(at('lossless.report.json'))).toBe(false)
  // A report that is there already would tell of another file.
  writeFileSync(at('g.report.json'), JSON.stringify(report))
  await convert('--to', 'w3c', '--out', `${at('g')}/`, '--quiet')
  expect(JSON.parse(readFileSync(at('g.report.json'), 'utf8'))).toMatchObject({ dropped: [] })
  const printed = await convert('--to', 'conll2003')
  expect(printed).toMatchObject({ status: 0, stderr: expect.stringContaining('Lost: ') })
})

test('to the native format and back it is the same annotation', async () => {
  expect(
    await parallax('convert', at('corpus'), '--to', 'parallax', '--out', at('c.jsonl'), '--quiet'),
  ).toEqual({ status: 0, stdout: '', stderr: '' })
  expect((await parallax('check', at('c.jsonl'))).stdout).toContain('1 document,')
  expect(
    await parallax('convert', at('c.jsonl'), '--to', 'brat', '--out', at('again')),
  ).toMatchObject({ status: 0 })
  const spans = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('T'))
      .map((line) => line.split('\t').slice(1).join('\t'))
      .sort()
  expect(spans(join(at('again'), 'a.ann'))).toEqual(spans(join(at('corpus'), 'a.ann')))
})

test('a span that does not fit its words is named with file, line and span', async () => {
  mkdirSync(at('bad'))
  writeFileSync(at('bad/b.txt'), 'Short text.\n')
  writeFileSync(at('bad/b.ann'), 'T1\tPerson 0 5\tShort\nT2\tPerson 6 10\tlong\n')
  const made = await parallax('check', at('bad'), '--from', 'brat')
  expect(made.status).toBe(1)
  expect(made.stderr).toMatch(/b\.ann:2: .*6-10/)
})

test('on a terminal it shows how far it is, and takes that away at the end', async () => {
  mkdirSync(at('many'))
  for (let index = 0; index < 40; index += 1) {
    writeFileSync(at(`many/${index}.txt`), `Ola met Bo ${index} times.\n`)
    writeFileSync(at(`many/${index}.ann`), 'T1\tPerson 0 3\tOla\n')
  }
  const convert = (...args: string[]) =>
    watched('convert', at('many'), '--to', 'conll2003', ...args)
  const runs = {
    convert: await convert('--out', at('many.conll')),
    strictly: await convert('--out', at('many.strict.conll'), '--strict'),
    check: await watched('check', at('many')),
    native: await watched('check', at('c.jsonl')),
  }
  for (const { drawn } of Object.values(runs)) {
    const percents = drawn.slice(0, -1).map(Number)
    expect(drawn.at(-1)).toBeUndefined()
    expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b))
    expect(percents.every((percent) => percent >= 0 && percent < 100)).toBe(true)
  }
  expect(runs.convert.drawn.length).toBeGreaterThan(20)
  // Half of it is done when all was read once, and the trial of --strict is half of all.
  expect(runs.convert.drawn.at(-2)).toBeGreaterThan(90)
  expect(runs.check.drawn.at(-2)).toBeGreaterThan(90)
  const silent = [
    await convert('--out', at('many.1.conll'), '--quiet'),
    await convert('--out', at('many.2.conll'), '--json'),
    await convert(), // what is printed may stand on the same screen
    await watched('check', at('many'), '--json'),
  ]
  expect(silent.map(({ drawn }) => drawn)).toEqual([[], [], [], []])
})

test('what is there already is not written over', async () => {
  writeFileSync(at('there.csv'), 'mine')
  const made = await parallax('convert', at('corpus'), '--to', 'csv', '--out', at('there.csv'))
  expect(made.status).toBe(1)
  expect(readFileSync(at('there.csv'), 'utf8')).toBe('mine')
})

test('kinds that are left out are no loss, not even for --strict, and what cannot be chosen is refused', async () => {
  const bare = ['--to', 'w3c', '--out', at('w3c'), '--kinds', 'mention', '--strict']
  expect(await parallax('convert', at('corpus'), ...bare)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('Left out as asked: claims; stances; relations'),
  })
  const units = ['--to', 'brat', '--out', at('bytes'), '--offsets', 'utf8']
  expect(await parallax('convert', at('corpus'), ...units)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('cannot be chosen'),
  })
})

/** A zip archive of one file. */
async function zipOf(name: string, content: string | Uint8Array): Promise<Uint8Array> {
  const pieces = (async function* () {
    yield { path: name, content }
  })()
  const parts: Uint8Array[] = []
  for await (const part of bytesOfPieces('folder', pieces)) parts.push(part)
  return Buffer.concat(parts)
}

test('an archive in an archive is named, with what to do', async () => {
  const inner = await zipOf('a.jsonl', '{"text":"Ola","label":[]}\n')
  writeFileSync(at('nested.zip'), await zipOf('inner.zip', inner))
  const told = 'inner.zip: It is itself a zip archive. Unpack it first, and bring what is in it.\n'
  const to = ['--to', 'csv', '--out', at('nested.csv')]
  const refused = { status: 1, stdout: '', stderr: told }
  expect(await parallax('check', at('nested.zip'))).toEqual(refused)
  expect(await parallax('convert', at('nested.zip'), ...to)).toEqual(refused)
  const asked = await parallax('convert', at('nested.zip'), '--from', 'doccano', ...to)
  expect(asked).toEqual({ ...refused, stderr: told.replace(':', ':0:') })
  expect(existsSync(at('nested.csv'))).toBe(false)
})
