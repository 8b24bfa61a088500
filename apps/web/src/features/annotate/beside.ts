/** What stands on both sides of the text, fetched together: parts of its own would bring things twice. */
export { Inspector } from './inspector/inspector.tsx'
export { LayerSwitch } from './layer-switch.tsx'
export { TreePanel } from './tree-panel.tsx'
