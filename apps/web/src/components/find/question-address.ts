import type { Question } from '@parallax/find'

const switches = ['matchCase', 'matchAccents', 'wholeWord', 'isPattern'] as const

/** A question as an address holds it. */
export function questionParams(question: Question): URLSearchParams {
  const params = new URLSearchParams()
  if (question.words !== '') params.set('q', question.words)
  const on = switches.filter((each) => question[each])
  if (on.length > 0) params.set('exactly', on.join(' '))
  return params
}

/** The question that an address names. */
export function questionOf(params: URLSearchParams): Question {
  const on = new Set(params.get('exactly')?.split(' '))
  return {
    words: params.get('q') ?? '',
    matchCase: on.has('matchCase'),
    matchAccents: on.has('matchAccents'),
    wholeWord: on.has('wholeWord'),
    isPattern: on.has('isPattern'),
  }
}

/** Where all texts of a project are asked a question. */
export function findPath(project: string, question: Question): string {
  const params = questionParams(question).toString()
  return `/p/${project}/find${params === '' ? '' : `?${params}`}`
}
