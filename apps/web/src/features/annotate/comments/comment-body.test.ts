import { type CommentBody, commentBodySchema, type UserId } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyOfTyped, nameBeingTyped, peopleNamed, typedBody } from './comment-body.ts'

const person = (digit: string, name: string) => ({
  id: `${digit.repeat(8)}-0000-4000-8000-000000000000` as UserId,
  name,
})
const ada = person('a', 'Ada')
const adaLind = person('b', 'Ada Lind')
const mei = person('c', 'Mei Zhào 🐟')
const people = [ada, adaLind, mei]
const nameOf = (id: UserId) => people.find((each) => each.id === id)?.name ?? ''

const words = fc.constantFrom('Look', 'at this', 'a@b.example', '@nobody', '🐟', 'ok.', 'the\nend')
const piece = fc.oneof(
  words,
  fc.constantFrom(...people).map(({ id }) => ({ user: id })),
)

test('what is said is read back as it was typed, whoever is named', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      // Words and names with a comma between them, which ends a name as it ends a word.
      const body = joined(pieces.flatMap((each, index) => (index > 0 ? [', ', each] : [each])))
      const typed = typedBody(body, nameOf)
      expect(bodyOfTyped(typed, people)).toEqual(body)
    }),
  )
})

test('whatever is typed is a comment that may stand, or nothing', () => {
  const typed = fc.string({ unit: fc.constantFrom('@', 'A', 'd', 'a', ' ', 'Lind', '\n', '🐟') })
  fc.assert(
    fc.property(typed, (text) => {
      const body = bodyOfTyped(text, people)
      if (body === null) expect(text.trim()).toBe('')
      else expect(commentBodySchema.safeParse(body).success, JSON.stringify(body)).toBe(true)
    }),
  )
})

test('the longest name is meant, and no address is a name', () => {
  expect(bodyOfTyped('Ask @Ada Lind!', people)).toEqual(['Ask ', { user: adaLind.id }, '!'])
  expect(bodyOfTyped('@Adam @Ada', people)).toEqual(['@Adam ', { user: ada.id }])
  expect(bodyOfTyped('mail@Ada', people)).toEqual(['mail@Ada'])
})

test('a name is being typed from its @ to the caret', () => {
  expect(nameBeingTyped('Ask @me', 7)).toEqual({ atUtf16: 4, words: 'me' })
  expect(nameBeingTyped('Ask @me', 4)).toBeNull()
  expect(nameBeingTyped('a@me', 4)).toBeNull()
  expect(nameBeingTyped('@me\nand', 7)).toBeNull()
})

test('people are found by the start of any of their names, until one is whole', () => {
  expect(peopleNamed('', people)).toEqual(people)
  expect(peopleNamed('zh', people)).toEqual([mei])
  expect(peopleNamed('ada', people)).toEqual([adaLind])
  expect(peopleNamed('da', people)).toEqual([])
})

function joined(pieces: CommentBody): CommentBody {
  const whole: (string | { readonly user: UserId })[] = []
  for (const each of pieces) {
    const last = whole.at(-1)
    if (typeof each === 'string' && typeof last === 'string') whole[whole.length - 1] = last + each
    else whole.push(each)
  }
  return whole
}
