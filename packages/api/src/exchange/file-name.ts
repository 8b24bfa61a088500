/** A project's name as a file name that every system takes. */
export function fileNameOf(name: string, extension: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return `${[...plain].slice(0, 80).join('').replace(/\.+$/, '') || 'project'}${extension}`
}
