import { expect, test } from 'vitest'
import { waitingPage } from './waiting-page.ts'

const trouble = {
  httpStatus: 503,
  reason: 'database-away',
  retryAfterS: 2,
  message: 'Away <b>now</b> & "soon" back.',
} as const

test('says why, as text, and asks again by itself', () => {
  const page = waitingPage(trouble, 'a nonce')
  expect(page).toContain('Away &#60;b&#62;now&#60;/b&#62; &#38; &#34;soon&#34; back.')
  expect(page).toContain('<meta http-equiv="refresh" content="5">')
  expect(waitingPage({ ...trouble, retryAfterS: 15 }, '')).toContain('content="15"')
})
