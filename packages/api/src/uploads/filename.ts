const longestName = 200

/** A file name as it is shown and handed out again: no folders, no control characters, not endless. */
export function cleanFilename(given: string): string {
  const name = given
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .trim()
  if (name === undefined || name === '' || /^\.+$/.test(name)) return 'untitled.txt'
  return [...name].slice(0, longestName).join('')
}

const knownTypes: Readonly<Record<string, string>> = {
  pdf: 'a PDF',
  doc: 'a Word document',
  docx: 'a Word document',
  odt: 'an OpenDocument text',
  rtf: 'rich text',
  htm: 'a web page',
  html: 'a web page',
  xhtml: 'a web page',
  mhtml: 'a web page',
  epub: 'a book',
  md: 'Markdown',
  csv: 'a table',
  tsv: 'a table',
  xls: 'a spreadsheet',
  xlsx: 'a spreadsheet',
  json: 'JSON',
  jsonl: 'JSON lines',
  xml: 'XML',
  zip: 'an archive',
  gz: 'an archive',
  tar: 'an archive',
  eml: 'a mail',
  msg: 'a mail',
  jpg: 'a picture',
  jpeg: 'a picture',
  png: 'a picture',
  gif: 'a picture',
  webp: 'a picture',
  svg: 'a picture',
  mp3: 'a recording',
  mp4: 'a film',
}

/** What a file seems to be by its name, when that is something we do not take. */
export function untakenType(filename: string): string | undefined {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase()
  return extension === undefined ? undefined : knownTypes[extension]
}
