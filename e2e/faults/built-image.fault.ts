import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Instruction,
  isIgnored,
  readDockerfile,
  wordsOf,
} from '../../scripts/deployment-files.ts'
import { signUp } from '../bench/visitor.ts'
import { newProject } from '../bench/workplace.ts'
import { freePort } from '../journeys/journey-server.ts'
import { isFullRun } from './rounds.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const instructions = readDockerfile(readFileSync(path.join(repository, 'Dockerfile'), 'utf8'))

/** A disk over this machine's own, in a view of disks that ends with the process. */
const overlay = `set -e
  mount -t tmpfs tmpfs "$1"
  mkdir "$1/upper" "$1/work" "$1/root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
  for each in proc dev; do mount --rbind "/$each" "$1/root/$each"; done`

/** What the official images of Node have, and a machine of ours may have otherwise. */
const asInImage = `rm -rf "$1/root/app" "$1/root/data" "$1/root/usr/local/bin/parallax"
  grep -q ^node: "$1/root/etc/passwd" || {
    echo node:x:1000:1000::/home/node:/bin/sh >> "$1/root/etc/passwd"
    echo node:x:1000: >> "$1/root/etc/group"
  }
  within() { chroot "$1" env $environment sh -c "cd $home && $2"; }`

const apart = ['--mount', '--propagation', 'private', 'sh', '-c']

function mayOverlay(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-image-'))
  const { status } = spawnSync('unshare', [...apart, overlay, 'sh', folder])
  rmSync(folder, { recursive: true })
  if (status === 0) return true
  process.stderr.write('The Dockerfile was not played: only root may lay a disk over another.\n')
  return false
}

/**
 * The Dockerfile in its order, without Docker: what this machine has, under a disk that is thrown away
 * in the end, stands for the images that it begins with. Both stages have the same disk.
 */
describe.runIf(isFullRun && mayOverlay())('the image of the Dockerfile', () => {
  let folder: string
  let context: string
  let container: ChildProcess
  let origin: string
  let said = ''

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'parallax-image-'))
    context = mkdtempSync(path.join(tmpdir(), 'parallax-context-'))
    copyContext(context)
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const steps = instructions.map((each) => played(each, port))
    const script = [overlay, asInImage, ...steps].join('\n')
    container = spawn('unshare', [...apart, script, 'sh', folder, context])
    for (const stream of [container.stdout, container.stderr])
      stream?.on('data', (piece: Buffer) => {
        said += piece.toString('utf8')
      })
    await untilHealthy(port)
  })
  afterAll(() => {
    container.kill('SIGKILL')
    for (const each of [folder, context]) rmSync(each, { recursive: true, force: true })
  })

  test('is built from a fresh clone, and somebody can begin to work in it', async () => {
    const [, token = ''] = /^Setup token .*: (\S+)$/m.exec(said) ?? []
    await newProject(await signUp(origin, 'Olga Owner', token))
    expect(said).not.toMatch(/EACCES|EROFS|permission denied/i)
  })

  test('has the command line, which may write to the volume', () => {
    const root = path.join(folder, 'root')
    const { stdout, stderr } = spawnSync('nsenter', [
      `--mount=/proc/${container.pid}/ns/mnt`,
      ...['chroot', '--userspec=node:node', root, 'env', 'PARALLAX_DATA=/data'],
      ...['sh', '-c', 'cd /app && parallax backup /data && ls /data'],
    ])
    expect(`${stdout}${stderr}`).toMatch(/\S+\.parallax-backup\n/)
  })

  test('ends by itself, in good order, when it is told to', async () => {
    container.kill(instructions.find(({ name }) => name === 'STOPSIGNAL')?.words as NodeJS.Signals)
    await expect.poll(() => container.exitCode, { timeout: 10_000 }).toBe(0)
  })

  /** Asks as the image says that one should. */
  async function untilHealthy(port: number): Promise<void> {
    const check = instructions.find(({ name }) => name === 'HEALTHCHECK')
    const [program = '', ...args] = check ? wordsOf(check) : []
    const env = { PATH: process.env.PATH, PORT: String(port) }
    while (spawnSync(program, args, { env }).status !== 0) {
      if (container.exitCode !== null) throw new Error(said.slice(-4_000))
      await passing(500)
    }
  }
})

/** What a clone has, less what stays outside. */
function copyContext(to: string): void {
  // A folder that was made for a while is its maker's alone; the one in the image is not.
  chmodSync(to, 0o755)
  const patterns = readFileSync(path.join(repository, '.dockerignore'), 'utf8').trim().split('\n')
  const { stdout } = spawnSync('git', ['ls-files'], { cwd: repository, encoding: 'utf8' })
  for (const file of stdout.trim().split('\n'))
    if (!isIgnored(patterns, file)) cpSync(path.join(repository, file), path.join(to, file))
}

/** A step as a line of the shell; `$1` is the folder of the disk, `$2` what is copied from. */
function played(instruction: Instruction, port: number): string {
  const { name, words } = instruction
  switch (name) {
    case 'FROM':
      return 'environment= home=/ user=root:root'
    case 'WORKDIR':
      return `home=${words}; mkdir -p "$1/root$home"`
    case 'ENV':
      return `environment="$environment ${words}"`
    case 'COPY':
      return words === '. .' ? `cp -a "$2/." "$1/root$home/"` : ''
    case 'RUN':
      return `within "$1/root" '${words}'`
    case 'USER':
      return `user=${words}:${words}`
    case 'CMD':
      return `exec chroot --userspec=$user "$1/root" env $environment PORT=${port} \
        sh -c "cd $home && exec ${wordsOf(instruction).join(' ')}"`
    default:
      return ''
  }
}
