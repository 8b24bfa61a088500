import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutate, query, type Visitor } from './visitor.ts'

/** A text to open, and where it comes from, in words. */
export type Article = { readonly text: string; readonly origin: string }

const realArticles = fileURLToPath(new URL('../../../shared/seeds', import.meta.url))

/** The longest real article beside this checkout or, where there is none, of the sample project. */
export async function largerArticle(visitor: Visitor): Promise<Article> {
  const texts = existsSync(realArticles) ? readTexts(realArticles) : []
  if (texts.length > 0) return { text: longest(texts), origin: 'the larger real article' }
  return { text: longest(await sampleTexts(visitor)), origin: 'the larger sample article' }
}

function readTexts(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
}

type Listed = { readonly rows: readonly { readonly id: string }[] }
type Opened = {
  readonly document: {
    readonly records: readonly { readonly kind: string; readonly data: { textSha256: string } }[]
  }
}

async function sampleTexts(visitor: Visitor): Promise<readonly string[]> {
  const { project } = await mutate<{ project: string }>(visitor, 'projects.openSample', {})
  const { rows } = await query<Listed>(visitor, 'documents.list', { project })
  return await Promise.all(
    rows.map(async ({ id }) => {
      const opened = await query<Opened>(visitor, 'documents.open', { project, document: id })
      const sha256 = opened.document.records.find(({ kind }) => kind === 'document')?.data
      const address = `${visitor.origin}/api/texts/${project}/${sha256?.textSha256}`
      return await (await fetch(address, { headers: { cookie: visitor.cookie } })).text()
    }),
  )
}

function longest(texts: readonly string[]): string {
  return texts.reduce((longer, text) => (text.length > longer.length ? text : longer), '')
}
