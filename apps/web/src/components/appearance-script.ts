/** Where a browser keeps how things look in it. */
export const THEME_KEY = 'parallax.theme'
export const DENSITY_KEY = 'parallax.density'
export const READ_SIZE_KEY = 'parallax.read-size'
export const READ_FACE_KEY = 'parallax.read-face'

const kept = [
  ['theme', THEME_KEY, ['light', 'dark']],
  ['density', DENSITY_KEY, ['compact']],
  ['readSize', READ_SIZE_KEY, ['small', 'large', 'largest']],
  ['readFace', READ_FACE_KEY, ['sans']],
] as const

/** Runs before the first paint, so that nobody sees the wrong theme or size flash by. */
export const APPEARANCE_SCRIPT = `(function(){var d=document.documentElement.dataset;try{${JSON.stringify(kept)}.forEach(function(s){var v=localStorage.getItem(s[1]);if(s[2].indexOf(v)>=0)d[s[0]]=v})}catch(e){d.appearance='system'}})()`
