type Format = { readonly title: string; readonly isLossless: boolean }

/** The titles of the formats that hold everything. */
export function losslessTitles(formats: readonly Format[]): readonly string[] {
  return formats.filter(({ isLossless }) => isLossless).map(({ title }) => title)
}
