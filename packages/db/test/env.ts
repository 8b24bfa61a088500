/** Whether this run is `npm run faults`, which has time for what is large. */
export const isFullRun = process.env.PARALLAX_FAULTS === 'full'
