/** Lets the browser fetch a file as if a link to it had been pressed. */
export function fetchFile(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
