/**
 * Checks of the surface in a real browser. They drive the page that `page.ts` makes (bundled, in a
 * document with an element `#host` of full height, the design tokens and `surface.css`). Whoever
 * owns a browser runs them: each takes a fresh page and throws when the surface misbehaves.
 */

/** What the checks need of a browser page; Playwright's fits. */
export type BrowserPage = {
  readonly evaluate: (script: string) => Promise<unknown>
  readonly waitForTimeout: (delayMs: number) => Promise<void>
  readonly click: (selector: string) => Promise<void>
  readonly mouse: {
    readonly move: (x: number, y: number, options?: { steps?: number }) => Promise<void>
    readonly down: () => Promise<void>
    readonly up: () => Promise<void>
    readonly click: (x: number, y: number, options?: { clickCount?: number }) => Promise<void>
  }
  readonly keyboard: {
    readonly press: (key: string) => Promise<void>
    readonly type: (text: string) => Promise<void>
    readonly down: (key: string) => Promise<void>
    readonly up: (key: string) => Promise<void>
  }
}

export type SurfaceCheck = {
  readonly name: string
  /** What follows the address of the page, such as `?odd`. */
  readonly query: string
  /** Wants a page that is touched and not pointed at. */
  readonly touch?: boolean
  readonly run: (page: BrowserPage) => Promise<void>
}

export const surfaceChecks: readonly SurfaceCheck[] = [
  check('a drag takes whole words, also inside a selection', '', async (page) => {
    await drag(page, 'released after', 'they met')
    await expectSelected(page, 'released after they met')
    await drag(page, 'after they', 'they met')
    await expectSelected(page, 'after they met')
  }),
  check('with Alt a drag takes letters', '', async (page) => {
    await page.keyboard.down('Alt')
    await drag(page, 'eleased aft', 'eleased aft', 1)
    await page.keyboard.up('Alt')
    await expectSelected(page, 'eleased aft')
  }),
  check('a double click takes a word, a triple click a paragraph', '', async (page) => {
    const at = await middleOf(page, 'Lindhaven')
    await page.mouse.click(at.x, at.y, { clickCount: 2 })
    await expectSelected(page, 'Lindhaven')
    await page.mouse.click(at.x, at.y, { clickCount: 3 })
    const quote = String(await selected(page))
    equal([quote.slice(0, 15), quote.slice(-9)], ['The endorsement', 'Orlo dam.'])
  }),
  check('clicking again walks from the innermost record outwards and round', '', async (page) => {
    const at = await middleOf(page, 'Brennick')
    for (let click = 0; click < 4; click++) {
      await page.mouse.click(at.x, at.y)
      // A second click within half a second would be a double click.
      await page.waitForTimeout(700)
    }
    equal(
      await page.evaluate(
        `said.filter(({ name }) => name === 'pick').map(({ detail }) => detail.stack.find(({ id }) => id === detail.recordId)?.shape)`,
      ),
      ['mention', 'claim', 'stance', 'mention'],
    )
  }),
  check('words are selected, grown and shrunk by keyboard alone', '', async (page) => {
    await page.evaluate(
      `surface.select({ startUtf16: rangeOf('endorsement').startUtf16, endUtf16: rangeOf('endorsement').startUtf16 }); surface.focus()`,
    )
    await page.keyboard.press('Control+Shift+ArrowRight')
    await page.keyboard.press('Control+Shift+ArrowRight')
    await expectSelected(page, 'endorsement came')
    await page.keyboard.press('Escape')
    await page.keyboard.press(']')
    await expectSelected(page, 'came')
    await page.keyboard.press(']')
    await page.keyboard.press('[')
    await expectSelected(page, 'The')
  }),
  check(
    'the selection grows to the sentence and the paragraph, and by paragraphs',
    '',
    async (page) => {
      await page.evaluate(
        `surface.select({ startUtf16: rangeOf('Its foreign').startUtf16, endUtf16: rangeOf('Its foreign').startUtf16 }); surface.focus()`,
      )
      for (const end of ['Its', 'Orlo dam.', 'Orlo dam.']) {
        await page.keyboard.press(']')
        equal(String(await selected(page)).endsWith(end), true)
      }
      equal(String(await selected(page)).startsWith('The endorsement'), true)
      await page.evaluate(
        `surface.select({ startUtf16: rangeOf('Tarvia denies').startUtf16, endUtf16: rangeOf('Tarvia denies').startUtf16 })`,
      )
      await page.keyboard.press('Control+Shift+ArrowDown')
      equal(String(await selected(page)).endsWith('“on any day this year.”'), true)
    },
  ),
  check('the caret and the selection go by sentences', '', async (page) => {
    await page.evaluate(
      `surface.select({ startUtf16: rangeOf('Its foreign').startUtf16 + 3, endUtf16: rangeOf('Its foreign').startUtf16 + 3 }); surface.focus()`,
    )
    await page.keyboard.press(',')
    await page.keyboard.press(')')
    equal(String(await selected(page)).startsWith('Its foreign'), true)
    await page.keyboard.press('.')
    equal(await page.evaluate('surface.selection()'), null)
  }),
  check('the ends of the open record move by key', '', async (page) => {
    await page.evaluate(`surface.setOpen('nested'); surface.focus()`)
    await page.keyboard.press('Alt+Shift+ArrowRight')
    equal(
      await page.evaluate(
        `(({ detail: { id, parts } }) => [id, text.slice(parts[0].startUtf16, parts[0].endUtf16)])(said.findLast(({ name }) => name === 'resize'))`,
      ),
      ['nested', 'Hask’s'],
    )
  }),
  check(
    'P26: keys reach the inner ends of a record in parts, one part after the other',
    '',
    async (page) => {
      const moved = `(({ detail: { parts } }) => parts.map(({ startUtf16, endUtf16 }) => text.slice(startUtf16, endUtf16)))(said.findLast(({ name }) => name === 'resize'))`
      const held = `[...document.querySelectorAll('.px-handle.is-held')].map(({ dataset }) => dataset.edge)`
      const first = 'Hask called the visit'
      const last = 'work on a second gauge station would begin in May'
      await page.evaluate(`surface.setOpen('gaps'); surface.reveal('gaps'); surface.focus()`)
      await page.keyboard.press('Alt+Shift+Enter')
      await page.waitForTimeout(100)
      equal(await page.evaluate(held), ['0 start', '0 end'])
      await page.keyboard.press('Alt+Shift+ArrowRight')
      equal(await page.evaluate(moved), [`${first} “`, last])
      await page.keyboard.press('Alt+Shift+Enter')
      await page.keyboard.press('Alt+Shift+ArrowUp')
      equal(await page.evaluate(moved), [first, `that ${last}`])
      // After the last part the outer ends again, and so with another record.
      await page.keyboard.press('Alt+Shift+Enter')
      await page.keyboard.press('Alt+Shift+ArrowUp')
      equal(await page.evaluate(`${moved}[1]`), last)
      await page.keyboard.press('Alt+Shift+Enter')
      await page.evaluate(`surface.setOpen(null); surface.setOpen('gaps')`)
      await page.waitForTimeout(100)
      equal(await page.evaluate(held), [])
    },
  ),
  check(
    'while it is flung chips and arcs give way, and both are back within 150 ms of the last scroll',
    '?big=12&relations',
    async (page) => {
      const inView = (selector: string) =>
        `[...document.querySelectorAll('${selector}')].filter((node) => { const { top, bottom } = node.getBoundingClientRect(); return bottom > 0 && top < innerHeight }).length`
      const drawn = `[${inView('.px-chip:not(.px-chip--probe):not(.px-stub)')}, ${inView('.px-arc')}]`
      for (let tries = 0; tries < 40 && !(await page.evaluate(`${drawn}.every(Boolean)`)); tries++)
        await page.waitForTimeout(50)
      equal(await page.evaluate(`${drawn}.map(Boolean)`), [true, true])
      await page.evaluate(timeAsPlanned)
      const flung = await page.evaluate(`new Promise((done) => {
        let left = 6
        const fling = () => {
          surface.scroller.scrollTop += innerHeight
          if (left-- > 0) requestAnimationFrame(fling)
          else requestAnimationFrame(() => requestAnimationFrame(() => done([...${drawn}, document.querySelectorAll('.px-marks path').length > 0])))
        }
        fling()
      })`)
      equal(flung, [0, 0, true])
      const backMs = await page.evaluate(`new Promise((done, fail) => {
        const look = () => {
          if (!${drawn}.every(Boolean)) return
          watcher.disconnect()
          done(plannedMs())
        }
        const watcher = new MutationObserver(look)
        for (const layer of document.querySelectorAll('.px-overlay, .px-under'))
          watcher.observe(layer, { childList: true, subtree: true, attributes: true })
        look()
        setTimeout(() => fail(new Error('they did not come back: ' + ${drawn})), 5000)
      })`)
      equal([backMs, Number(backMs) <= 150], [backMs, true])
    },
  ),
  check(
    'P27: over 200 paragraphs a near end has an arc, a far one a stub with its words, and each leads there',
    '?paragraphs=200&relations',
    async (page) => {
      const drawn = `[...document.querySelectorAll('.px-arc-label, .px-stub')].map((node) => [node.classList.contains('px-stub') ? 'stub' : 'arc', node.dataset.relationId, node.textContent]).sort()`
      await page.evaluate(`surface.setOpen('second'); surface.reveal('second')`)
      await page.waitForTimeout(300)
      equal(await page.evaluate(drawn), [
        ['arc', 'near', 'supports'],
        ['stub', 'far', 'answers → “Paragraph 200 says somet…”'],
      ])
      equal(await page.evaluate(`document.querySelectorAll('.px-arc').length`), 1)
      await page.click('.px-stub')
      equal(await page.evaluate(`said.findLast(({ name }) => name === 'relation').detail`), {
        relationId: 'far',
        end: 'to',
      })
      await page.evaluate(`surface.setOpen('last'); surface.reveal('last')`)
      await page.waitForTimeout(300)
      equal(await page.evaluate(drawn), [['stub', 'far', '“Paragraph 2 says somethi…” → answers']])
      equal(await page.evaluate(`document.querySelectorAll('.px-arc').length`), 0)
      await page.click('.px-stub')
      equal(await page.evaluate(`said.findLast(({ name }) => name === 'relation').detail`), {
        relationId: 'far',
        end: 'from',
      })
    },
  ),
  check('keys reach the host, typing changes nothing, letters can be off', '', async (page) => {
    await page.evaluate(`surface.focus()`)
    await page.keyboard.press('c')
    await page.keyboard.type('xyz')
    await page.evaluate(`surface.setEditableKeys({ plain: false, resize: true })`)
    await page.keyboard.press('c')
    await page.keyboard.press('Control+z')
    equal(
      await page.evaluate(`said.filter(({ name }) => name === 'key').map(({ detail }) => detail)`),
      ['c', 'Mod+z'],
    )
    equal(
      await page.evaluate(`document.querySelector('.cm-content').innerText.includes('xyz')`),
      false,
    )
  }),
  check('P30: a new record moves no line of text and writes none anew', '', async (page) => {
    const tops = `JSON.stringify([...document.querySelectorAll('.cm-line')].map((line) => line.getBoundingClientRect().toJSON()))`
    await page.evaluate(
      `document.querySelectorAll('.cm-line').forEach((line) => { line.seen = true })`,
    )
    const before = await page.evaluate(tops)
    await page.evaluate(
      `surface.apply({ put: [{ id: 'new', shape: 'claim', colour: 8, parts: [rangeOf('releases from Orlo')], chip: 'Claim', chipValue: null, description: '' }], removed: [] })`,
    )
    await page.waitForTimeout(150)
    equal(await page.evaluate(tops), before)
    equal(
      await page.evaluate(`[...document.querySelectorAll('.cm-line')].every(({ seen }) => seen)`),
      true,
    )
  }),
  check(
    'boilerplate is folded, opens by click and for what is revealed in it',
    '',
    async (page) => {
      const folded = () =>
        page.evaluate(`document.querySelector('.px-fold').ariaExpanded === 'false'`)
      equal(await folded(), true)
      await page.click('.px-fold >> nth=0')
      equal(await folded(), false)
      await page.evaluate(`surface.reveal(rangeOf('Ten years on'))`)
      await page.waitForTimeout(200)
      equal(await page.evaluate(`surface.coordsOf(rangeOf('Ten years on')) !== null`), true)
      equal(
        await page.evaluate(`document.querySelector('.px-fold[aria-expanded=false]') === null`),
        true,
      )
    },
  ),
  check('every letter is hit where it is drawn', '', expectLettersHit),
  check('letters beside doubled spaces and odd line breaks are hit too', '?odd', expectLettersHit),
  check('a jump in a text of very long lines arrives', '?odd', async (page) => {
    for (const share of [0.6, 0.985, 0.3, 0.99]) {
      await page.evaluate(
        `window.target = { startUtf16: Math.floor(text.length * ${share}), endUtf16: Math.floor(text.length * ${share}) + 5 }; surface.reveal(target)`,
      )
      await page.waitForTimeout(200)
      equal(await page.evaluate(`surface.coordsOf(target) !== null`), true)
    }
  }),
  check('lines of an Arabic paragraph run from right to left', '?odd', async (page) => {
    await page.evaluate(
      `surface.reveal({ startUtf16: text.lastIndexOf('قال'), endUtf16: text.lastIndexOf('قال') + 3 })`,
    )
    await page.waitForTimeout(200)
    equal(await page.evaluate(`document.querySelector('.cm-line[dir=rtl]') !== null`), true)
  }),
  check('a chip opens its record and leaves the focus in the text', '', async (page) => {
    await page.evaluate(`surface.focus()`)
    await page.click('.px-chip[data-record-id=open]')
    await page.waitForTimeout(100)
    equal(
      await page.evaluate(
        `[said.findLast(({ name }) => name === 'pick').detail.recordId, surface.hasFocus(), document.querySelector('.px-chip.is-open')?.textContent]`,
      ),
      ['open', true, 'Claim · Aldova'],
    )
  }),
  check('a new density moves chips and bars along with the lines', '', async (page) => {
    await page.evaluate(`surface.setOpen('gaps'); surface.reveal('gaps')`)
    await page.waitForTimeout(250)
    await page.evaluate(`document.documentElement.dataset.density = 'compact'`)
    await page.waitForTimeout(250)
    await page.evaluate(`surface.reveal('gaps')`)
    await page.waitForTimeout(250)
    equal(
      await page.evaluate(`(() => {
        const chip = document.querySelector('.px-chip.is-open').getBoundingClientRect()
        const { start } = surface.coordsOf(rangeOf('Hask called the visit'))
        return [Math.abs(chip.bottom - start.top) < 3, document.querySelectorAll('.px-chip:not(.px-chip--probe)').length]
      })()`),
      [true, 1],
    )
  }),
  check('P1, P2, P6: a drag over any script gives exact offsets', '?hard', async (page) => {
    const count = Number(await page.evaluate(`hardStrings.targets.length`))
    equal(count, 20)
    for (let index = 0; index < count; index++) {
      const target = `hardStrings.targets[${index}]`
      await page.evaluate(`surface.reveal(${target})`)
      await page.waitForTimeout(80)
      await page.keyboard.down('Alt')
      await dragBetween(page, await endsOf(page, target))
      await page.keyboard.up('Alt')
      const quote = `text.slice(${target}.startUtf16, ${target}.endUtf16)`
      equal([index, await selected(page)], [index, await page.evaluate(quote)])
    }
  }),
  check('P1, P2: stepping by keyboard never stops inside a letter', '?hard', async (page) => {
    await page.evaluate(`surface.select({ startUtf16: 0, endUtf16: 0 }); surface.focus()`)
    await page.evaluate(
      `window.stops = new Set([...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ index }) => index))`,
    )
    await page.evaluate(
      `surface.select({ startUtf16: hardStrings.targets[3].startUtf16, endUtf16: hardStrings.targets[3].startUtf16 })`,
    )
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Shift+ArrowRight')
      equal(await page.evaluate(`stops.has(surface.caretUtf16())`), true)
    }
  }),
  check(
    'P6: without Alt a drag in Chinese ends at words, and covers what was dragged over',
    '?hard',
    async (page) => {
      const target = `hardStrings.targets[16]`
      await page.evaluate(`surface.reveal(${target})`)
      await page.waitForTimeout(80)
      await dragBetween(page, await endsOf(page, target))
      equal(
        await page.evaluate(`(() => {
        const { startUtf16, endUtf16 } = surface.selection()
        const line = text.slice(0, startUtf16).split(/\\r\\n|[\\n\\r\\u2028]/).at(-1).length
        const from = startUtf16 - line
        const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text.slice(from).split(/[\\n\\r\\u2028]/)[0])]
        const edges = new Set(words.flatMap(({ index, segment }) => [from + index, from + index + segment.length]))
        return [edges.has(startUtf16), edges.has(endUtf16), startUtf16 <= ${target}.startUtf16, endUtf16 >= ${target}.endUtf16]
      })()`),
        [true, true, true, true],
      )
    },
  ),
  check(
    'P33: lines lie under exactly the letters they mark, from right to left too',
    '',
    async (page) => {
      for (const id of ['arabic claim', 'gaps', 'open', 'nested']) {
        await page.evaluate(`showOnly((id) => id === '${id}'); surface.reveal('${id}')`)
        await page.waitForTimeout(200)
        equal(
          await page.evaluate(`(() => {
          const letters = rowsOfLetters(surface.recordsAt(startOfRecord('${id}')).find(({ id }) => id === '${id}').parts)
          const lines = drawnLines()
          const near = (a, b) => Math.abs(a - b) <= 2
          return lines.length === letters.length && lines.every((line, index) => near(line.left, letters[index].left) && near(line.right, letters[index].right))
        })()`),
          true,
        )
      }
    },
  ),
  check('P33: an arc meets the first letter of each of its ends', '?relations', async (page) => {
    await page.evaluate(`surface.setOpen('arabic claim'); surface.reveal('arabic claim')`)
    await page.waitForTimeout(300)
    equal(
      await page.evaluate(`(() => {
        const { left } = surface.scroller.getBoundingClientRect()
        const [, startX, endX] = /^M([\\d.]+) .*H([\\d.]+)V/.exec(document.querySelector('.px-arc.is-open').getAttribute('d')).map(Number)
        return [['وزير الطاقة', startX], ['السعر سيرتفع', endX]].map(([words, x]) => {
          const first = surface.coordsOf({ startUtf16: text.indexOf(words), endUtf16: text.indexOf(words) + 1 })
          const edge = Math.max(first.start.right, first.end.right, first.start.left)
          return Math.abs(x + left - edge) < 12
        })
      })()`),
      [true, true],
    )
  }),
  check(
    'a relation goes to its far end by a press on its stub or its arc',
    '?relations',
    async (page) => {
      await page.evaluate(`surface.setOpen('open')`)
      await page.waitForTimeout(250)
      await page.click('.px-stub[data-relation-id=far]')
      await page.click('.px-arc-label[data-relation-id=own]')
      equal(
        await page.evaluate(
          `said.filter(({ name }) => name === 'relation').map(({ detail }) => detail)`,
        ),
        [
          { relationId: 'far', end: 'from' },
          { relationId: 'own', end: 'to' },
        ],
      )
    },
  ),
  check(
    'eight records over one sentence have lines of their own, and each is named and picked by key',
    '?crowd',
    async (page) => {
      await page.evaluate(`showOnly(isCrowded); surface.reveal(rangeOf('The commission did not'))`)
      await page.waitForTimeout(200)
      equal(
        await page.evaluate(`(() => {
          const lines = drawnLines()
          const isBeside = (a, b) => Math.abs(a.top - b.top) < 2 && a.left < b.right && b.left < a.right
          return [lines.length >= 8, lines.some((a, index) => lines.slice(index + 1).some((b) => isBeside(a, b)))]
        })()`),
        [true, false],
      )
      await page.evaluate(
        `surface.select({ startUtf16: rangeOf('not say why').startUtf16 + 1, endUtf16: rangeOf('not say why').startUtf16 + 1 }); surface.focus()`,
      )
      const names: unknown[] = []
      await page.keyboard.press('Alt+ArrowDown')
      for (let step = 0; step < 5; step++) {
        names.push(
          await page.evaluate(`document.querySelector('.px-legend .is-active').dataset.recordId`),
        )
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      equal(new Set(names).size, 5)
      equal(
        await page.evaluate(`said.findLast(({ name }) => name === 'pick').detail.recordId`),
        names[4],
      )
      equal(await page.evaluate(`document.querySelector('.px-legend').hidden`), true)
    },
  ),
  check('P25: eight records on one sentence are each picked by mouse', '?crowd', async (page) => {
    await page.evaluate(`surface.reveal(rangeOf('The commission did not'))`)
    await page.waitForTimeout(200)
    for (const [words, clicks] of [
      ['commission did', 7],
      ['say why', 6],
    ] as const) {
      // The third letter: the words may stand on two rows.
      const at = await place(
        page,
        `(({ start, end }) => ({ x: (start.left + end.right) / 2, y: (start.top + start.bottom) / 2 }))(surface.coordsOf({ startUtf16: rangeOf('${words}').startUtf16 + 2, endUtf16: rangeOf('${words}').startUtf16 + 3 }))`,
      )
      for (let click = 0; click < clicks; click++) {
        await page.mouse.click(at.x, at.y)
        // A second click within half a second would be a double click.
        await page.waitForTimeout(700)
      }
    }
    await expectAllPicked(page)
  }),
  check('P25: eight records on one sentence are each picked by key', '?crowd', async (page) => {
    for (const words of ['commission did', 'say why'])
      for (let step = 0; step < 7; step++) {
        await page.evaluate(
          `surface.setOpen(null); surface.select({ startUtf16: rangeOf('${words}').startUtf16, endUtf16: rangeOf('${words}').startUtf16 }); surface.focus()`,
        )
        await page.keyboard.press('Alt+ArrowDown')
        for (let down = 0; down < step; down++) await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
      }
    await expectAllPicked(page)
  }),
  check(
    'P25: resting over crowded records names each, and not by colour alone',
    '?crowd',
    async (page) => {
      await page.evaluate(`surface.reveal(rangeOf('The commission did not'))`)
      await page.waitForTimeout(200)
      // One letter: a longer stretch may be broken into two lines, and its middle be elsewhere.
      const letter = `(({ startUtf16 }) => ({ startUtf16: startUtf16 + 5, endUtf16: startUtf16 + 6 }))(rangeOf('did not say'))`
      const at = await middleOfRange(page, letter)
      await page.mouse.move(at.x - 4, at.y)
      await page.mouse.move(at.x, at.y)
      await page.waitForTimeout(900)
      equal(
        await page.evaluate(
          `[...document.querySelectorAll('.px-legend:not([hidden]) [data-record-id]')].map((item) => item.dataset.recordId)`,
        ),
        await page.evaluate(
          `surface.recordsAt(rangeOf('did not say').startUtf16 + 5).map((record) => record.id)`,
        ),
      )
      equal(
        await page.evaluate(
          `[...document.querySelectorAll('.px-legend:not([hidden]) [data-record-id]')].every((item) => item.textContent.trim() !== '')`,
        ),
        true,
      )
    },
  ),
  check('Control and a click choose a record', '', async (page) => {
    const at = await middleOf(page, 'Brennick')
    await page.keyboard.down('Control')
    await page.mouse.click(at.x, at.y)
    await page.keyboard.up('Control')
    equal(
      await page.evaluate(
        `said.findLast(({ name }) => name === 'choose')?.detail.recordId === surface.recordsAt(rangeOf('Brennick').startUtf16)[0].id`,
      ),
      true,
    )
    await page.evaluate(
      `surface.setChosen(new Set([said.findLast(({ name }) => name === 'choose').detail.recordId]))`,
    )
    await page.waitForTimeout(100)
    equal(await page.evaluate(`document.querySelectorAll('.px-frame').length`), 1)
  }),
  check('the filter hides, and dims without chips', '', async (page) => {
    await page.evaluate(
      `surface.setFilter({ shapes: ['mention', 'claim', 'stance'], shows: (id) => id !== 'open', dims: () => true })`,
    )
    await page.waitForTimeout(150)
    equal(
      await page.evaluate(
        `[document.querySelectorAll('.px-chip:not(.px-chip--probe)').length, [...document.querySelectorAll('.px-stroke')].every((line) => line.classList.contains('px-k0')), surface.recordsAt(rangeOf('told', 'President').startUtf16).some(({ id }) => id === 'open')]`,
      ),
      [0, true, false],
    )
  }),
  check(
    'the filter hides relations, and those that lead to what it hides',
    '?relations',
    async (page) => {
      const drawn = `[...document.querySelectorAll('.px-arc-label, .px-stub')].map(({ dataset }) => dataset.relationId).filter((id) => id === 'own' || id === 'far').sort()`
      const arcs = `document.querySelectorAll('.px-arc').length`
      const show = async (hidden: readonly string[]) => {
        await page.evaluate(`showOnly((id) => !${JSON.stringify(hidden)}.includes(id))`)
        await page.waitForTimeout(250)
      }
      await page.evaluate(`surface.setOpen('open')`)
      await page.waitForTimeout(250)
      equal(await page.evaluate(drawn), ['far', 'own'])
      const before = Number(await page.evaluate(arcs))
      await show(['own'])
      equal([await page.evaluate(drawn), await page.evaluate(arcs)], [['far'], before - 1])
      // The record at the far end of the stub.
      await show(['gaps'])
      equal(await page.evaluate(drawn), ['own'])
      await show(['near', 'row', 'own', 'far', 'arabic'])
      equal([await page.evaluate(drawn), await page.evaluate(arcs)], [[], 0])
      await show([])
      equal([await page.evaluate(drawn), await page.evaluate(arcs)], [['far', 'own'], before])
    },
  ),
  touchCheck('a selection that the system made is reported', '', async (page) => {
    await page.evaluate(`(() => {
      const { node, offset } = view.domAtPos(rangeOf('released after').startUtf16)
      const end = view.domAtPos(rangeOf('released after').endUtf16)
      surface.focus()
      getSelection().setBaseAndExtent(node, offset, end.node, end.offset)
    })()`)
    await page.waitForTimeout(200)
    await expectSelected(page, 'released after')
    equal(
      await page.evaluate(
        `(({ detail: { range, settled } }) => [text.slice(range.startUtf16, range.endUtf16), settled])(said.findLast(({ name }) => name === 'select'))`,
      ),
      ['released after', true],
    )
  }),
  touchCheck('handles can be held with a finger and move the end of a record', '', async (page) => {
    await page.evaluate(`surface.setOpen('gaps'); surface.reveal('gaps')`)
    await page.waitForTimeout(250)
    equal(
      await page.evaluate(
        `[...document.querySelectorAll('.px-handle')].every((handle) => { const { width, height } = handle.getBoundingClientRect(); return width >= 44 && height >= 44 })`,
      ),
      true,
    )
    await page.evaluate(`(() => {
      const handle = document.querySelector('.px-handle--end')
      const from = handle.getBoundingClientRect()
      const { end } = surface.coordsOf(rangeOf('conversation'))
      const fire = (type, x, y) => handle.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 7, pointerType: 'touch', clientX: x, clientY: y, button: 0, buttons: 1 }))
      surface.scroller.setPointerCapture = () => {}
      fire('pointerdown', from.left + from.width / 2, from.top + 20)
      fire('pointermove', end.right - 2, (end.top + end.bottom) / 2)
      fire('pointerup', end.right - 2, (end.top + end.bottom) / 2)
    })()`)
    equal(
      await page.evaluate(
        `(({ detail: { parts } }) => text.slice(parts[0].startUtf16, parts[0].endUtf16))(said.findLast(({ name }) => name === 'resize'))`,
      ),
      'Hask called the visit “a conversation',
    )
  }),
  check('nothing is left behind', '', async (page) => {
    await page.evaluate(`surface.setHover([rangeOf('Kesmar')]); surface.destroy()`)
    equal(
      await page.evaluate(
        `[document.querySelectorAll('.cm-editor').length, [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)]`,
      ),
      [0, 0],
    )
  }),
]

/**
 * From here on `plannedMs()` says how long after the last scroll the page does what it does now, by
 * what it asked for itself: a timer takes its delay and a frame a sixtieth of a second, however busy
 * the machine is.
 */
const timeAsPlanned = `(() => {
  const frameMs = 1000 / 60
  let nowMs = 0
  const planned = (ask, delayOf) => (act, delayMs, ...rest) => {
    const atMs = nowMs + delayOf(delayMs)
    return ask((...details) => {
      nowMs = atMs
      return act(...details)
    }, delayMs, ...rest)
  }
  window.setTimeout = planned(window.setTimeout.bind(window), (delayMs) => Number(delayMs) || 0)
  window.requestAnimationFrame = planned(window.requestAnimationFrame.bind(window), () => frameMs)
  window.addEventListener('scroll', () => { nowMs = 0 }, { capture: true })
  window.plannedMs = () => nowMs
})()`

function check(name: string, query: string, run: SurfaceCheck['run']): SurfaceCheck {
  return { name, query, run }
}

function touchCheck(name: string, query: string, run: SurfaceCheck['run']): SurfaceCheck {
  return { name, query, run, touch: true }
}

function equal(found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (a !== b) throw new Error(`found ${a}, wanted ${b}`)
}

type Place = { readonly x: number; readonly y: number }

async function place(page: BrowserPage, expression: string): Promise<Place> {
  // The scripts above return numbers; nothing else comes back through here.
  return (await page.evaluate(expression)) as Place
}

function middleOf(page: BrowserPage, words: string): Promise<Place> {
  return middleOfRange(page, `rangeOf('${words}')`)
}

function middleOfRange(page: BrowserPage, range: string): Promise<Place> {
  return place(
    page,
    `(({ start, end }) => ({ x: (start.left + end.left) / 2, y: (start.top + start.bottom) / 2 }))(surface.coordsOf(${range}))`,
  )
}

type Ends = { readonly start: Place; readonly end: Place }

/** Just inside the first and the last letter of a range, in the direction of each; asked of the page itself. */
async function endsOf(page: BrowserPage, range: string): Promise<Ends> {
  // The script returns these numbers and nothing else.
  return (await page.evaluate(`edgesOfLetters(${range})`)) as Ends
}

async function dragBetween(page: BrowserPage, { start, end }: Ends): Promise<void> {
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, start.y)
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
  await page.waitForTimeout(60)
}

async function drag(page: BrowserPage, from: string, to: string, insetPx = 9): Promise<void> {
  const start = await place(
    page,
    `(({ start }) => ({ x: start.left + ${insetPx}, y: (start.top + start.bottom) / 2 }))(surface.coordsOf(rangeOf('${from}')))`,
  )
  const end = await place(
    page,
    `(({ end }) => ({ x: end.left - ${insetPx}, y: (end.top + end.bottom) / 2 }))(surface.coordsOf(rangeOf('${to}')))`,
  )
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 20, start.y)
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
  await page.waitForTimeout(60)
}

function selected(page: BrowserPage): Promise<unknown> {
  return page.evaluate(
    `((range) => range && text.slice(range.startUtf16, range.endUtf16))(surface.selection())`,
  )
}

async function expectSelected(page: BrowserPage, quote: string): Promise<void> {
  equal(await selected(page), quote)
}

/** Each of the eight records of the crowded sentence was picked. */
async function expectAllPicked(page: BrowserPage): Promise<void> {
  equal(
    await page.evaluate(
      `new Set(said.filter(({ name }) => name === 'pick').map(({ detail }) => detail.recordId).filter(isCrowded)).size`,
    ),
    8,
  )
}

/** The middle of every letter on the screen, asked for by its place, gives that letter back. */
async function expectLettersHit(page: BrowserPage): Promise<void> {
  equal(
    await page.evaluate(`(() => {
      const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
      const outer = surface.scroller.getBoundingClientRect()
      return [...graphemes.segment(view.state.doc.toString().slice(0, 6000))].filter(({ index, segment }) => {
        const rect = /^[\\s\\u200b]+$/.test(segment) ? null : view.coordsForChar(index)
        if (!rect || rect.top < outer.top || rect.bottom > outer.bottom) return false
        if (view.elementAtHeight(rect.top - view.documentTop).type !== 0) return false
        const { pos, assoc } = view.posAndSideAtCoords({ x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 }, false)
        const letter = assoc < 0 ? pos - 1 : pos
        return letter < index || letter >= index + segment.length
      })
    })()`),
    [],
  )
}
