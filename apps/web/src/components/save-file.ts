/** Hands the person a file that was made in this page. */
export function saveFile(name: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the file when the click is over; some take it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
