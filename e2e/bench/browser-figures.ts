import { type Engine, startJourneyServer } from '../journeys/journey-server.ts'
import { startBrowser } from './bench-browser.ts'
import { buildProduct } from './build-product.ts'
import type { Effort, Figure } from './measure.ts'
import { measureOpening } from './open-figures.ts'
import { measureVisible } from './visible-figure.ts'
import { signUp } from './visitor.ts'
import { newProject } from './workplace.ts'

type Wanted = { readonly visible: boolean; readonly open: boolean }

/** What people see, on the server as it is built for production. */
export async function measureInBrowsers(
  wanted: Wanted,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  await buildProduct()
  const browser = await startBrowser()
  try {
    for (const engine of ['postgresql', 'pglite'] as const satisfies readonly Engine[]) {
      const server = await startJourneyServer(engine, 'the bench')
      try {
        const owner = await signUp(server.baseUrl, 'Olga Owner')
        const project = await newProject(owner)
        const setting = { effort, engine, report }
        if (wanted.visible) report(await measureVisible(browser, owner, project, setting))
        // Opening asks the same few rows of both engines; the browser is nearly all of it.
        const isDefault = engine === 'pglite'
        if (wanted.open && isDefault) await measureOpening(browser, owner, project, setting)
      } finally {
        await server.stop()
      }
    }
  } finally {
    await browser.close()
  }
}
