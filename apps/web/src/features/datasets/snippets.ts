export type Language = 'python' | 'r'

/** A few lines that read a downloaded file, by format and language. `file` is the file's name. */
export const snippets: Readonly<
  Record<string, { readonly [L in Language]: (file: string) => string }>
> = {
  parallax: {
    python: (file) => `import json

with open("${file}", encoding="utf-8") as lines:
    records = [json.loads(line) for line in lines]`,
    r: (file) => `library(jsonlite)

records <- lapply(readLines("${file}", encoding = "UTF-8"), fromJSON)`,
  },
  csv: {
    python: (file) => `import pandas as pd

rows = pd.read_csv("${file}", keep_default_na=False)
claims = rows[rows.kind == "claim"]`,
    r: (file) => `rows <- read.csv("${file}", encoding = "UTF-8", na.strings = character())
claims <- subset(rows, kind == "claim")`,
  },
}
