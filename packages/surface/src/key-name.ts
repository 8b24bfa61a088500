/** The parts of a keyboard event that name a key. */
export type KeyPress = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * The names a key press may go by in a keymap, best first: `c`, `1`, `?`, `Enter`, `Mod+k`,
 * `Mod+Shift+z`, `Alt+Shift+ArrowRight`. Letters are lower case; `Mod` is Control or Command. The
 * second name is the key of the Latin layout, so that letters work on any layout.
 */
export function keyNames(press: KeyPress): readonly string[] {
  const isCharacter = [...press.key].length === 1
  const key = press.key === ' ' ? 'Space' : isCharacter ? press.key.toLowerCase() : press.key
  // A printed sign already says that Shift was held; a letter does not.
  const shiftIsPrinted = isCharacter && press.key.toLowerCase() === press.key.toUpperCase()
  const name = modifiersOf(press, press.shiftKey && !shiftIsPrinted) + key
  const latin = latinKey(press.code)
  if (!latin || latin === key) return [name]
  return [name, modifiersOf(press, press.shiftKey) + latin]
}

/** Whether the name is one sign without Control, Command or Alt: the keys that can be switched off. */
export function isPlainKey(name: string): boolean {
  return [...name.replace(/^Shift\+/, '')].length === 1
}

function modifiersOf(press: KeyPress, shift: boolean): string {
  const mod = press.ctrlKey || press.metaKey ? 'Mod+' : ''
  return `${mod}${press.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}`
}

function latinKey(code: string): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  return letter?.toLowerCase() ?? /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
}
