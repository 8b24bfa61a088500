/** Lets the browser fetch a file as if a link to it had been pressed; without a name it keeps its own. */
export function fetchFile(address: string, name = ''): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
