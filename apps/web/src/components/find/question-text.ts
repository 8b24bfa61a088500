import type { PatternProblem } from '@parallax/find'

/** The words of asking for words. */
export const questionText = {
  switches: 'How exactly',
  matchCase: 'Match capital and small letters',
  matchAccents: 'Match accents',
  wholeWord: 'Whole words only',
  isPattern: 'Pattern (regular expression)',
  problems: {
    'open-bracket': 'A bracket “(” is not closed.',
    'stray-bracket': 'There is a “)” without its “(”. Write “\\)” to find the bracket itself.',
    'open-class': 'A “[” is not closed. Write “\\[” to find the bracket itself.',
    'bad-class': 'What stands between “[” and “]” cannot be read.',
    'nothing-to-repeat': 'There is nothing before “*”, “+”, “?” or “{” that could be repeated.',
    'bad-repeat': 'A count in “{ }” is too large or cannot be read.',
    'bad-escape': 'What follows “\\” has no meaning here. Write “\\\\” to find “\\” itself.',
    'looks-around':
      'Looking ahead or behind, as with “(?=”, is left out here: it could take for ever.',
    other: 'This pattern cannot be read.',
  } satisfies Record<PatternProblem, string>,
}
