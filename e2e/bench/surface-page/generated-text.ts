import { type Dice, seededDice } from './seeded-dice.ts'

const names =
  'Aldova Brennick Corran Dessa Elmar Ferrow Galt Harrowgate Isel Jorund Kesmar Lindhaven Merrow Norvik Orlo Pellen Quill Rask Soreth Tarvia Umber Vash Westhaven Yarrow'.split(
    ' ',
  )
const nouns =
  'harbour minister council river treaty embassy border ferry railway parliament union reservoir plan measure vote delegation readout statement agreement commission report budget drought pipeline tariff ceasefire crew mayor ambassador court'.split(
    ' ',
  )
const verbs =
  'said denied welcomed opposed signed delayed announced rejected supported warned repeated published defended ordered recalled promised'.split(
    ' ',
  )
const fillers =
  'the a its on by after before with without again late early new old second local foreign joint public long quiet of for and that since until while most few every this northern southern disputed temporary'.split(
    ' ',
  )

/**
 * An article of invented countries, a heading and paragraphs of about 600 letters, exactly this
 * long. A longer one begins with the same words.
 */
export function generatedText(lengthUtf16: number): string {
  const dice = seededDice(20_320_504)
  const pieces = ['Tarvia and Pellen Put the River Treaty to a Vote\n']
  for (let made = pieces[0]?.length ?? 0; made < lengthUtf16; made += pieces.at(-1)?.length ?? 0)
    pieces.push(paragraph(dice))
  const text = pieces.join('').slice(0, lengthUtf16)
  return `${text.slice(0, -1)}.`
}

function paragraph(dice: Dice): string {
  const wanted = dice.between(350, 850)
  let made = ''
  while (made.length < wanted) made += `${made === '' ? '' : ' '}${sentence(dice)}`
  return `${made}\n`
}

function sentence(dice: Dice): string {
  const words = Array.from({ length: dice.between(9, 24) }, () => word(dice))
  const [first = '', ...rest] = words
  return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`
}

function word(dice: Dice): string {
  const die = dice.between(0, 9)
  if (die === 0) return dice.pick(names)
  if (die <= 3) return dice.pick(nouns)
  return die === 4 ? dice.pick(verbs) : dice.pick(fillers)
}
