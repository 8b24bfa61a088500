const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** The caps of a key, in the order one presses them: `Mod+Shift+z` is Ctrl, Shift, Z. */
export function keyCaps(key: string, isApple = isAppleKeyboard()): readonly string[] {
  // The plus sign joins the names and is a key itself.
  const names = key.replace(/\+$/, 'Plus').split('+')
  return names.map((name) => capOf(name, isApple))
}

/** As `keyCaps`, on one line with a space between. */
export function keyCapText(key: string, isApple = isAppleKeyboard()): string {
  return keyCaps(key, isApple).join(' ')
}

function capOf(cap: string, isApple: boolean): string {
  if (cap === 'Plus') return '+'
  if (cap === 'Mod') return isApple ? '⌘' : 'Ctrl'
  if (cap === 'Alt') return isApple ? '⌥' : 'Alt'
  return arrows[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap)
}

function isAppleKeyboard(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
}
