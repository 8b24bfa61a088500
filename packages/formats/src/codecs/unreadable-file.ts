/**
 * A file that cannot be read to its end: it is no text, it is cut off, it is too large. Thrown by who
 * hands out its pieces; `readCorpus` turns it into a problem of the file.
 */
export class UnreadableFile extends Error {
  readonly file: string

  constructor(file: string, message: string) {
    super(message)
    this.file = file
  }
}
