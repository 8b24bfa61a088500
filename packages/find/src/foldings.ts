/** What one letter is compared as. Two texts are the same when their letters' foldings, joined, are. */
export type Folding = (letter: string) => string

export type FoldingName = 'exact' | 'caseless' | 'unaccented' | 'loose' | 'pattern' | 'raw'

/** Marks that people leave out when they type: accents, vowel points, and the Arabic stretching line. */
const marks =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|\u0640|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g

/** Letters whose stroke is no mark of its own, and signs that keyboards have in one form only. */
const plainForms: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ı: 'i',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
}
const hasPlainForm = new RegExp(`[${Object.keys(plainForms).join('')}]`, 'g')

/** The foldings by what they overlook. `loose` overlooks most: what any other finds, it finds. */
export const foldings: { readonly [Name in FoldingName]: Folding } = {
  exact: (letter) => letter.normalize('NFC'),
  caseless: (letter) => caseless(letter).normalize('NFC'),
  unaccented: (letter) => unaccented(letter),
  loose: (letter) => unaccented(caseless(unaccented(letter))),
  // One letter stays one letter, so that a class such as [é-] means what it says.
  pattern: (letter) => {
    const plain = unaccented(letter)
    return /^\p{L}$/u.test(plain) ? plain : letter
  },
  raw: (letter) => letter,
}

function caseless(letter: string): string {
  // There and back: ß, ẞ and SS meet, and both forms of the Greek s.
  return letter.toLowerCase().toUpperCase().toLowerCase()
}

function unaccented(letter: string): string {
  const plain = letter
    .normalize('NFKD')
    .replace(hasPlainForm, (sign) => plainForms[sign] ?? sign)
    .replace(marks, '')
  return /^\s+$/.test(plain) ? ' ' : plain
}
