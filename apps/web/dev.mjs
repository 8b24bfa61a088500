import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundleServer } from './bundle-server.mjs'

// Pages are built anew whenever they are saved; the server itself when it is started.
const folder = path.dirname(fileURLToPath(import.meta.url))
const bundle = path.join(folder, 'dist/dev-server.mjs')

process.env.NODE_ENV = 'development'
process.env.NEXT_TELEMETRY_DISABLED = '1'
await bundleServer(bundle)
await import(pathToFileURL(bundle).href)
