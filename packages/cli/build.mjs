import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

const folder = path.dirname(fileURLToPath(import.meta.url))

/** Makes one file of the command line and of our packages, which are TypeScript. */
export function buildProgram() {
  buildSync({
    entryPoints: [path.join(folder, 'src/main.ts')],
    outfile: path.join(folder, 'dist/parallax.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    external: ['pg-native'],
    banner: {
      // What was written for CommonJS still asks for `require` and `__dirname`.
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url); const __dirname = import.meta.dirname;",
    },
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) buildProgram()
