declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: a declaration is merged into, which only an interface can be
  interface ImportMeta {
    glob<Module>(pattern: string, options: object): Record<string, Module>
  }
}

/** Texts of real articles by file name. They are not ours to publish: most checkouts have none. */
export const goldTexts: ReadonlyMap<string, string> = new Map(
  Object.entries(
    import.meta.glob<string>('../../../../shared/seeds/*.txt', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, text]) => [path.replace(/^.*\//, ''), text]),
)

const files = import.meta.glob<string>('../../../../shared/gold/gold-seeds.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What careful readers marked in those articles, as JSON; `undefined` where it is not kept. */
export const goldJson: string | undefined = Object.values(files)[0]
