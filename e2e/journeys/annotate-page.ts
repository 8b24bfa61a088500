import { expect, type Locator, type Page } from '@playwright/test'
import { selectWords } from './select-words.ts'

/** The annotate screen with an open document, as a person uses it. */
export type AnnotatePage = ReturnType<typeof annotatePage>

export function annotatePage(page: Page) {
  const tree = page.getByRole('tree', { name: 'Records' })
  const inspector = (kind: string) => page.getByRole('complementary', { name: kind })
  return {
    page,
    /** The text of the document. Its role is also that of the page as a whole, so a class names it. */
    text: page.locator('.cm-content'),
    tree,
    inspector,
    /** The rows of the tree, as a screen reader hears them. */
    rows: tree.getByRole('treeitem'),
    row: (name: string | RegExp): Locator => tree.getByRole('treeitem', { name }),

    /** Tags words as a mention by the key of a type, linked to a new entity of the same name. */
    tagNew: async (words: string, key: string) => {
      await selectWords(page, words)
      await page.keyboard.press(key)
      const question = page.getByRole('combobox', { name: 'Who or what is it?' })
      await expect(question).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(question).toBeHidden()
    },
    /** Tags words as a mention of an entity that is there, found by typing. */
    tagKnown: async (words: string, key: string, entity: string) => {
      await selectWords(page, words)
      await page.keyboard.press(key)
      await page.getByRole('combobox', { name: 'Who or what is it?' }).fill(entity)
      await page.getByRole('option', { name: entity }).first().click()
      await expect(page.getByRole('combobox', { name: 'Who or what is it?' })).toBeHidden()
    },
    /** Claims what is selected. It asks at once what is said, and until then may still take the keys. */
    claim: async () => {
      await page.keyboard.press('c')
      await expect(inspector('Claim').locator(':focus')).toHaveCount(1)
    },
    openRecord: async (name: string | RegExp, kind: string) => {
      await tree.getByRole('treeitem', { name }).first().click()
      await expect(inspector(kind)).toBeVisible()
    },
    /** Everything is with the server: the page says so only when nothing waits any more. */
    expectSaved: async () => {
      await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    },
  }
}
