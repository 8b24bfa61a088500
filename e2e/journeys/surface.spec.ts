import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { surfaceChecks } from '@parallax/surface/browser-checks'
import { expect, test } from '@playwright/test'
import { build } from 'esbuild'

const address = 'http://surface.test/'
let html = ''

test.beforeAll(async () => {
  html = await surfacePage()
})

for (const { name, query, run, touch } of surfaceChecks) {
  test.describe(() => {
    if (touch) test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })
    test(`surface: ${name}`, async ({ page }) => {
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.route(`${address}**`, (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
      )
      await page.goto(`${address}${query}`)
      await run(page)
      expect(faults).toEqual([])
    })
  })
}

/** One page with the surface in it: its program, its sheet, and the design's tokens. */
async function surfacePage(): Promise<string> {
  const program = await build({
    entryPoints: [fileOf('../../packages/surface/test/page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  const tokens = await readFile(fileOf('../../apps/web/src/app/styles/tokens.css'), 'utf8')
  const sheet = await readFile(fileOf('../../packages/surface/src/surface.css'), 'utf8')
  // Outside of Tailwind a theme is plain properties of the root.
  const plainTokens = tokens.replaceAll(/@theme[^{]*\{/g, ':root {')
  const script = program.outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? ''
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Surface</title>
<style>${plainTokens}\n${sheet}\nhtml, body, #host { block-size: 100%; margin: 0 }</style>
<div id="host"></div><script nonce="surface">${script}</script></html>`
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
