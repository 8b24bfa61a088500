/** The places beside the text that can be made wider. */
export type PaneName = 'tree' | 'inspector'

/** How wide a pane may be, in CSS pixels; `usual` is its width until somebody pulls its edge. */
export const paneLimits: Readonly<Record<PaneName, PaneLimits>> = {
  tree: { least: 200, usual: 272, most: 460 },
  inspector: { least: 300, usual: 368, most: 600 },
}

type PaneLimits = { readonly least: number; readonly usual: number; readonly most: number }

export const PANES_KEY = 'parallax.panes'

/** A width inside the limits of its pane, in whole pixels. */
export function fittingWidthPx(pane: PaneName, widthPx: number): number {
  const { least, most } = paneLimits[pane]
  return Math.round(Math.min(most, Math.max(least, widthPx)))
}

/** The widths that were kept, in CSS pixels. What cannot be read, or is none, is the usual width. */
export function readPaneWidths(kept: string | null): Readonly<Record<PaneName, number>> {
  const read = parsed(kept)
  const widthOf = (pane: PaneName) => {
    const widthPx = read?.[pane]
    return typeof widthPx === 'number' && Number.isFinite(widthPx)
      ? fittingWidthPx(pane, widthPx)
      : paneLimits[pane].usual
  }
  return { tree: widthOf('tree'), inspector: widthOf('inspector') }
}

function parsed(kept: string | null): Partial<Record<PaneName, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(kept ?? 'null')
    return typeof read === 'object' && read !== null ? read : undefined
  } catch {
    // Somebody else wrote there: as if nothing were kept.
    return undefined
  }
}
