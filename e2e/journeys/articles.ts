/** A file that a person would upload: what the browser calls a file, made here. */
export type Article = {
  readonly filename: string
  readonly title: string
  readonly outlet: string
  readonly bytes: Buffer
}

const gazette = [
  'Skip to Content',
  '',
  'The Harbour Gazette has no owner 🙂 and carries no advertising.',
  'If our reporting is useful to you, give what you can.',
  'Support The Harbour Gazette today',
  '',
  'Vash Promises Bridge Toll Will Stay Where It Is',
  '',
  'By Ines Calder',
  '',
  'Published 4 May 2032',
  '',
  'PORT ELSIN — Transport Minister Oren Vash said on Monday that the toll on the Saltmarsh Bridge “will not rise this year,” according to a statement released by the Transport Ministry.',
  '',
  'The promise came two days after ferry crews blocked the harbour 🚢 for an afternoon. Mira Toll, who speaks for the Ferry Union, called the plan “a rescue without a boat” and welcomed the delay.',
  '',
  '“We were promised this before,” Toll said. The Union wants the decision in writing.',
  '',
  'Read more: Ten winters on the Saltmarsh',
  '© The Harbour Gazette 2032',
].join('\r\n')

const courier = [
  'Subscribe to Velm Courier today',
  '',
  'Ferry Crews Doubt the Minister’s Word on Tolls',
  '',
  'By Anton Reyes',
  '',
  'Published 5 May 2032',
  '',
  'VELM — Ferry crews do not believe that the toll on the Saltmarsh Bridge will stay where it is, their union said on Tuesday.',
  '',
  'A spokesman for Oren Vash denied that a higher toll had been agreed. “Nothing is signed,” he said.',
  '',
  '© Velm Courier 2032',
].join('\n')

/** With curly quotes, emoji, a byline, notices around the story, and Windows line ends. */
export const gazetteArticle: Article = {
  filename: 'gazette-bridge-toll.txt',
  title: 'Vash Promises Bridge Toll Will Stay Where It Is',
  outlet: 'The Harbour Gazette',
  bytes: Buffer.from(gazette, 'utf8'),
}

/** Another outlet on the same event. */
export const courierArticle: Article = {
  filename: 'courier-bridge-toll.txt',
  title: 'Ferry Crews Doubt the Minister’s Word on Tolls',
  outlet: 'Velm Courier',
  bytes: Buffer.from(courier, 'utf8'),
}

/** The file as Playwright's file chooser takes it. */
export function asFilePayload({ filename, bytes }: Pick<Article, 'filename' | 'bytes'>) {
  return { name: filename, mimeType: 'text/plain', buffer: bytes }
}
