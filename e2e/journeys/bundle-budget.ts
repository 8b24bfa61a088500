/**
 * What the reading screen may load beyond an empty page of the same build: scripts and sheets as
 * brotli makes them, in KB of 1,000 bytes; the aim is 110 and 190. Whoever raises a number says here
 * what the reader waits for.
 *
 * An empty page is 198, the framework and the frame of every page; it is held too, since whatever slips
 * into it would hide from the other two.
 * The text waits for what fetches and paints it, which is 7; the rest is room for a day's work.
 * Before the first click it is 190, which leaves none: the editor's own drawing and state are 60 and our
 * surface 18, the rules with their schemas 25, what keeps a project in step 16; what stands beside the
 * text, comments, what keys do and what all of it says come to the rest. All of it is fetched after the
 * text is painted. What opens when one clicks or types comes with the first click or key, and not before.
 */
export const bundleBudget = { emptyPageKb: 205, beforeTextKb: 15, beforeFirstClickKb: 190 } as const
