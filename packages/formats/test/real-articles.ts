declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: a declaration is merged into, which only an interface can be
  interface ImportMeta {
    glob<Module>(pattern: string, options: object): Record<string, Module>
  }
}

/** Texts of real articles by file name. They are not ours to publish: most checkouts have none. */
export const realArticles: ReadonlyMap<string, string> = new Map(
  Object.entries(
    import.meta.glob<string>('../../../../shared/seeds/*.txt', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, text]) => [path.replace(/^.*\//, ''), text.replace(/\r\n?/g, '\n')]),
)

/** What careful readers marked in those articles. */
export type ReadArticle = {
  readonly file: string
  readonly zones: readonly { readonly kind: string; readonly s: number; readonly e: number }[]
}
type Span = { readonly text: string; readonly utf16: readonly [number, number] }
export type Readings = {
  readonly documents: readonly ReadArticle[]
  readonly offsetFixture: { readonly text: string; readonly spans: readonly Span[] }
}

const files = Object.values(
  import.meta.glob<string>('../../../../shared/gold/gold-seeds.json', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

/** The readings, or `undefined` where they are not kept. */
// The file is fixed and looked at by people; a change of its shape shows as a failing test.
export const readings = files[0] === undefined ? undefined : (JSON.parse(files[0]) as Readings)
