import type { ComponentProps } from 'react'

/** A key cap. Inside a button it is hidden from assistive technology, which hears `aria-keyshortcuts`. */
export function Kbd(props: ComponentProps<'kbd'>) {
  return <kbd {...props} />
}

/** The keys of a cap such as `Ctrl Z` in the form of `aria-keyshortcuts`. */
export function keyShortcut(keyCap: string): string {
  return keyCap.split(' ').join('+').replace('Ctrl', 'Control')
}
