export { SimulatedBrowser, type SimulatedTab } from './simulated-browser.ts'
