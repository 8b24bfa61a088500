/** The build of SQLite that carries its own code, so that no file must be found beside it. */
declare module 'sql.js/dist/sql-wasm-inline.js' {
  export { default } from 'sql.js'
}
