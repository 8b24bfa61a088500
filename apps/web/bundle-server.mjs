import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const folder = path.dirname(fileURLToPath(import.meta.url))

/**
 * Makes one file of the server and of our packages, which are TypeScript. Next.js and pino find
 * files of theirs at run time, so they stay where they are installed.
 * @param {string} outfile
 */
export async function bundleServer(outfile) {
  await build({
    entryPoints: [path.join(folder, 'src/server/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    external: ['next', 'pino', 'pg-native'],
    // What was written for CommonJS still asks for `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  })
}
