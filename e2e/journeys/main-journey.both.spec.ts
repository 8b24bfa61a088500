import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { createAccount, inviteByLink, joinAsNewcomer } from './account-steps.ts'
import { annotatePage } from './annotate-page.ts'
import { courierArticle, gazetteArticle } from './articles.ts'
import { readExport } from './exported-project.ts'
import { createProject, openDocument, uploadByDialog, uploadByDrop } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

const claimWords = 'the toll on the Saltmarsh Bridge “will not rise this year,”'
const proposition = 'The toll on the Saltmarsh Bridge rises this year.'

// This one goes all the way, from the first start on.
test.use({ firstStart: 'on nothing' })

test('two people annotate one article live, and the export holds exactly that', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(120_000)
  const ada = await newPerson('Ada Lund')
  const ben = await newPerson('Ben Orr')

  await page.close()
  await ada.page.goto('/')
  await createAccount(ada.page, ada)
  await expect(ada.page.getByRole('button', { name: 'Open the sample project' })).toBeVisible()
  const project = await createProject(ada.page, 'Bridge toll')
  await uploadByDialog(ada.page, [gazetteArticle])
  await uploadByDrop(ada.page, [courierArticle])

  await openDocument(ada.page, gazetteArticle.title)
  const a = annotatePage(ada.page)
  await a.tagNew('Oren Vash', '1')
  await selectWords(ada.page, claimWords)
  await ada.page.keyboard.press('c')
  const claim = a.inspector('Claim')
  const propositionField = claim.getByRole('textbox', { name: 'Find or write a proposition' })
  await expect(propositionField).toBeFocused()
  await ada.page.keyboard.type(proposition)
  await ada.page.keyboard.press('Enter')
  await expect(claim).toContainText(proposition)
  await expect(claim.getByRole('button', { name: /Oren Vash “said”/ })).toBeVisible()

  // The chain: the outlet has it from the ministry's statement, which has it from the minister.
  await claim.getByRole('button', { name: 'Insert a step here' }).first().click()
  await claim.getByRole('button', { name: 'Add a source' }).click()
  await chooseNew(ada.page, 'Transport Ministry')
  await claim.getByRole('button', { name: 'Carried by' }).click()
  await chooseNew(ada.page, 'Ministry statement')
  await expect(
    claim.getByRole('button', { name: 'Ministry statement · Transport Ministry' }),
  ).toBeVisible()

  await a.openRecord(/, Claim/, 'Claim')
  await ada.page.getByRole('document', { name: gazetteArticle.title }).focus()
  await ada.page.keyboard.press('s')
  const scale = a.inspector('Stance').getByRole('radiogroup', { name: 'Stance' })
  await expect(scale.getByRole('radio', { name: /^\+1/ })).toBeFocused()
  await ada.page.keyboard.press('-')
  await ada.page.keyboard.press('-')
  await ada.page.keyboard.press('-')
  await expect(scale.getByRole('radio', { name: /^−2/ })).toBeChecked()
  await a.expectSaved()

  // Ben joins, sees it, and edits while Ada looks on.
  const link = await inviteByLink(ada.page, project)
  await joinAsNewcomer(ben, link)
  await openDocument(ben.page, gazetteArticle.title)
  await ada.page.goto(`/p/${project}/documents`)
  await openDocument(ada.page, gazetteArticle.title)
  const b = annotatePage(ben.page)
  await expect(b.rows).toHaveCount(3)
  await b.openRecord(/, Claim/, 'Claim')
  await expect(b.inspector('Claim').getByRole('radio', { name: 'Negative' })).toBeChecked()
  await a.openRecord(/, Claim/, 'Claim')
  await b.inspector('Claim').getByRole('radio', { name: 'Positive' }).click()
  await expect(claim.getByRole('radio', { name: 'Positive' })).toBeChecked()

  await a.openRecord(/, Stance/, 'Stance')
  await scale.getByRole('radio', { name: /^−1/ }).click()
  await b.tagNew('Ferry Union', '2')
  await expect(a.row(/^Ferry Union.*Organisation/)).toBeVisible()
  await expect(b.row(/, Stance/)).toContainText('−1')

  // What Ada takes back is her own last gesture, not what Ben did after it.
  await ada.page.getByRole('document', { name: gazetteArticle.title }).focus()
  await ada.page.keyboard.press('Control+z')
  await expect(a.row(/, Stance/)).toContainText('−2')
  await expect(b.row(/, Stance/)).toContainText('−2')
  await expect(a.rows).toHaveCount(4)
  await ada.page.keyboard.press('Control+Shift+z')
  await expect(b.row(/, Stance/)).toContainText('−1')
  await ada.page.keyboard.press('Control+z')
  await expect(b.row(/, Stance/)).toContainText('−2')
  await a.expectSaved()
  await b.expectSaved()
  expect(await a.rows.allInnerTexts()).toEqual(await b.rows.allInnerTexts())

  await ada.page.goto(`/p/${project}/datasets`)
  const download = ada.page.waitForEvent('download')
  await ada.page.getByRole('link', { name: 'Download' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expectExported(readExport(file), { ada: ada.name, ben: ben.name })
})

async function chooseNew(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Who or what is it?' }).fill(name)
  await page.getByRole('option', { name: `New: ${name}` }).click()
  await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeHidden()
}

type Exported = ReturnType<typeof readExport>

function expectExported(file: Exported, people: { readonly ada: string; readonly ben: string }) {
  const person = (name: string) => file.of('person').find((each) => each.name === name)?.id
  const entity = (name: string) => file.of('entity').find(({ data }) => data.name === name)?.id
  const document = file.of('document').find(({ data }) => titleOf(data) === gazetteArticle.title)
  const text = document?.text ?? ''
  const place = (words: string) => ({
    startUtf16: text.indexOf(words),
    endUtf16: text.indexOf(words) + words.length,
    text: words,
  })
  expect(text).toBe(gazetteArticle.bytes.toString('utf8').replaceAll('\r\n', '\n'))
  expect(file.of('document')).toHaveLength(2)
  expect(
    file
      .of('entity')
      .map(({ data }) => data.name)
      .sort(),
  ).toEqual(
    [
      courierArticle.outlet,
      'Ferry Union',
      'Ministry statement',
      'Oren Vash',
      gazetteArticle.outlet,
      'Transport Ministry',
    ].sort(),
  )
  expect(
    file.of('mention').map(({ data, createdBy }) => [data.extent, data.entity, createdBy]),
  ).toEqual([
    [[place('Oren Vash')], entity('Oren Vash'), person(people.ada)],
    [[place('Ferry Union')], entity('Ferry Union'), person(people.ben)],
  ])
  const [said] = file.of('proposition')
  expect(file.of('proposition').map(({ data }) => data.statement)).toEqual([proposition])
  const [claim] = file.of('claim')
  expect(file.of('claim')).toHaveLength(1)
  expect(claim).toMatchObject({
    createdBy: person(people.ada),
    updatedBy: person(people.ben),
    data: {
      content: { evidence: [place(claimWords)], condition: null },
      proposition: said?.id,
      polarity: 'positive',
      report: {
        rendering: 'mixed',
        relay: 'neutral',
        chain: [
          {
            sources: [entity('Transport Ministry')],
            medium: entity('Ministry statement'),
            sourceExtent: null,
            cue: null,
            addressees: [],
          },
          {
            sources: [entity('Oren Vash')],
            medium: null,
            sourceExtent: [place('Oren Vash')],
            cue: [place('said')],
            addressees: [],
          },
        ],
      },
    },
  })
  expect(file.of('stance').map(({ data, createdBy }) => ({ ...data, createdBy }))).toMatchObject([
    {
      value: -2,
      claim: claim?.id,
      evidence: [place(claimWords)],
      attitude: {
        holder: { kind: 'entities', ids: [entity('Oren Vash')] },
        target: { kind: 'proposition', id: said?.id },
      },
      createdBy: person(people.ada),
    },
  ])
  expect(file.of('relation')).toEqual([])
}

function titleOf(data: Record<string, unknown>): unknown {
  const { meta } = data
  return typeof meta === 'object' && meta !== null && 'title' in meta ? meta.title : undefined
}
