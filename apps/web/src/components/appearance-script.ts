/** Where a browser keeps its theme and its density. */
export const THEME_KEY = 'parallax.theme'
export const DENSITY_KEY = 'parallax.density'

/** Runs before the first paint, so that nobody sees the wrong theme flash by. */
export const APPEARANCE_SCRIPT = `(function(){var d=document.documentElement.dataset;try{var t=localStorage.getItem('${THEME_KEY}');if(t==='light'||t==='dark')d.theme=t;if(localStorage.getItem('${DENSITY_KEY}')==='compact')d.density='compact'}catch(e){d.appearance='system'}})()`
