/**
 * The lowest version of each package without a known hole. Not every registry answers an audit, so
 * the floors stand here and a test reads the lockfile. Raise one when an advisory asks for it.
 */
export const versionFloors: Readonly<Record<string, string>> = {
  // Remote code execution, request smuggling, cache poisoning, nonce injection.
  next: '16.2.6',
  react: '19.2.6',
  'react-dom': '19.2.6',
  // Ownership of accounts and invitations, sessions that outlive their person.
  'better-auth': '1.6.14',
  // Prototype pollution; the limit on batches exists from here.
  '@trpc/server': '11.15.0',
  // SQL injection through identifiers and aliases.
  'drizzle-orm': '0.45.2',
  // Reading files of the server through a document.
  mammoth: '1.12.2',
  '@xmldom/xmldom': '0.9.9',
  // Running code that stands in a PDF.
  'pdfjs-dist': '6.2.108',
}

/** Packages that must not come in at all: unmaintained, or they carry an unseen old copy. */
export const neverInstalled: readonly string[] = ['xlsx', 'unpdf']
