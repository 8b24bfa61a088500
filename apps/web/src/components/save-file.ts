import { fetchFile } from './fetch-file.ts'

/** Hands the person a file that was made in this page. */
export function saveFile(name: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  fetchFile(url, name)
  // The browser has taken the file when the click is over; some take it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
