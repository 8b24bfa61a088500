import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { serve } from './loopback.ts'

/** Serves one page with the surface in it: its program, its sheet and the design's tokens. */
export async function serveSurfacePage() {
  const program = await bundledPage()
  const tokens = await readFile(fileOf('../../apps/web/src/app/styles/tokens.css'), 'utf8')
  const sheet = await readFile(fileOf('../../packages/surface/src/surface.css'), 'utf8')
  // Outside of Tailwind a theme is plain properties of the root.
  const plainTokens = tokens.replaceAll(/@theme[^{]*\{/g, ':root {')
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Surface</title>
<style>${plainTokens}\n${sheet}\nhtml, body, #host { block-size: 100%; margin: 0 }</style>
<div id="host"></div><script src="/surface-page.js"></script></html>`
  return await serve((request, response) => {
    const isProgram = request.url === '/surface-page.js'
    const type = isProgram ? 'text/javascript' : 'text/html'
    response.setHeader('content-type', `${type}; charset=utf-8`)
    response.end(isProgram ? program : html)
  })
}

/** Names are kept, for they stand in profiles. */
async function bundledPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileOf('./surface-page/page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
