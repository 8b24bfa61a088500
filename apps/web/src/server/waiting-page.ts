import type { PassingTrouble } from '@parallax/api'

/**
 * What a browser gets instead of a page while the server cannot make one: it says why, in the reader's
 * light or dark, and asks again by itself. It needs nothing else of the server.
 */
export function waitingPage({ message, retryAfterS }: PassingTrouble, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${Math.max(retryAfterS, leastPauseS)}">
<title>One moment · Parallax</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>One moment</h1>
<p>${escaped(message)}</p>
<p class="quiet">This page asks again by itself. What you did and was not sent yet is kept in this browser.</p>
</main>
</body>
</html>
`
}

/** The page loads nothing and runs nothing; it has its own style. */
export function waitingPagePolicy(nonce: string): string {
  return `default-src 'none'; style-src-elem 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`
}

/** Many pages may ask. */
const leastPauseS = 5

const style = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 26rem; padding: 2rem; }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; font-weight: 600; }
p { margin: 0 0 .5rem; }
.quiet { opacity: .7; }
`

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
