import { lazily } from '../../components/lazily.tsx'

/** What stands beside the text or over it. The text does not wait for it. */
export const AskingCard = lazily(async () => (await import('./asking-card.tsx')).AskingCard)
export const BulkBar = lazily(async () => (await import('./choosing/bulk-bar.tsx')).BulkBar)
export const ComfortPopover = lazily(
  async () => (await import('./comfort/comfort-popover.tsx')).ComfortPopover,
  <span className="btn btn--ghost btn--icon" />,
)
export const LabelsDialog = lazily(
  async () => (await import('./help/labels-dialog.tsx')).LabelsDialog,
)
export const LessonSlot = lazily(async () => (await import('./lesson/lesson-slot.tsx')).LessonSlot)
export const MatchCard = lazily(async () => (await import('./matching/match-card.tsx')).MatchCard)
export const Inspector = lazily(
  async () => (await import('./inspector/inspector.tsx')).Inspector,
  <aside className="inspector" />,
)
export const PhoneMenu = lazily(async () => (await import('./layout/phone-menu.tsx')).PhoneMenu)
export const LayerSwitch = lazily(async () => (await import('./layer-switch.tsx')).LayerSwitch)
export const ReadingView = lazily(
  async () => (await import('./reading/reading-view.tsx')).ReadingView,
)
export const SelectionToolbar = lazily(
  async () => (await import('./selection-toolbar.tsx')).SelectionToolbar,
)
export const TreePanel = lazily(
  async () => (await import('./tree-panel.tsx')).TreePanel,
  <aside className="tree" />,
)
