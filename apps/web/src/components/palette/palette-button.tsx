import { Search } from 'lucide-react'
import { IconButton } from '../ui/button.tsx'
import { Tip } from '../ui/tooltip.tsx'
import { usePalette } from './palette-provider.tsx'
import { paletteText } from './palette-text.ts'

/** Opens the palette by hand. */
export function PaletteButton() {
  const { open } = usePalette()
  return (
    <Tip text={paletteText.open} keyCap="Ctrl K">
      <IconButton label={paletteText.open} aria-keyshortcuts="Control+K" onClick={open}>
        <Search className="icon" />
      </IconButton>
    </Tip>
  )
}
