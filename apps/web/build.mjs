import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleParts } from './bundle-parts.mjs'
import { bundleServer } from './bundle-server.mjs'

const folder = path.dirname(fileURLToPath(import.meta.url))
const nextProgram = createRequire(import.meta.url).resolve('next/dist/bin/next')

await bundleParts(path.join(folder, 'dist'))

const { status } = spawnSync(process.execPath, [nextProgram, 'build'], {
  cwd: folder,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
if (status !== 0) process.exit(status ?? 1)
await bundleServer(path.join(folder, 'dist/server.mjs'))
