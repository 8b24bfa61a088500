import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js'
import { type Columns, schemaOf } from './shape.ts'

export type Row = Readonly<Record<string, unknown>>

/** A parquet file that is written group by group: each call gives the bytes that came of it. */
export class ParquetFile {
  readonly #columns: readonly string[]
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter

  constructor(columns: Columns, notes: Readonly<Record<string, string>>) {
    this.#columns = Object.keys(columns)
    const kvMetadata = Object.entries(notes).map(([key, value]) => ({ key, value }))
    const createdBy = 'Parallax'
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(columns),
      kvMetadata,
      createdBy,
    })
  }

  /** One group of rows: what a reader must hold at a time. */
  addGroup(rows: readonly Row[]): Uint8Array {
    const columnData = this.#columns.map((name) => ({ name, data: rows.map((row) => row[name]) }))
    // Without a writer that flushes nothing is waited for.
    void this.#writer.write({ columnData, rowGroupSize: rows.length })
    return this.#take()
  }

  finish(): Uint8Array {
    void this.#writer.finish()
    return this.#take()
  }

  #take(): Uint8Array {
    const taken = this.#bytes.getBytes().slice()
    this.#bytes.index = 0
    return taken
  }
}
