/** What one letter is compared as. Two texts are the same when their letters' foldings, joined, are. */
export type Folding = (letter: string) => string

export type FoldingName =
  | 'exact'
  | 'caseless'
  | 'unaccented'
  | 'loose'
  | 'same'
  | 'sameCaseless'
  | 'pattern'
  | 'raw'

/** Marks that people leave out when they type: accents, vowel points, and the Arabic stretching line. */
const marks =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|\u0640|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g

/** Signs that keyboards have in one form only. */
const plainSigns: Readonly<Record<string, string>> = {
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

/** Those, and letters whose stroke is no mark of its own. */
const plainForms: Readonly<Record<string, string>> = {
  ...plainSigns,
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
}
const hasPlainForm = anyOf(plainForms)
const hasPlainSign = anyOf(plainSigns)

function anyOf(forms: Readonly<Record<string, string>>): RegExp {
  return new RegExp(`[${Object.keys(forms).join('')}]`, 'g')
}

/** The foldings by what they overlook. `loose` overlooks most: what any other finds, it finds. */
export const foldings: { readonly [Name in FoldingName]: Folding } = {
  exact: (letter) => letter.normalize('NFC'),
  caseless: (letter) => caseless(letter).normalize('NFC'),
  unaccented: (letter) => unaccented(letter),
  loose: (letter) => unaccented(caseless(unaccented(letter))),
  // The same words however they are stored and typeset: accents and line breaks count.
  same: (letter) => typed(letter),
  sameCaseless: (letter) => typed(caseless(letter)),
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

/** A letter as a keyboard types it: composed, with straight quotes, and white space of one kind. */
function typed(letter: string): string {
  return letter
    .normalize('NFC')
    .replace(hasPlainSign, plainForm)
    .replace(/[^\S\n\r\u2028\u2029]/g, ' ')
}

function plainForm(letter: string): string {
  return plainForms[letter] ?? letter
}

function unaccented(letter: string): string {
  const plain = letter.normalize('NFKD').replace(hasPlainForm, plainForm).replace(marks, '')
  return /^\s+$/.test(plain) ? ' ' : plain
}
