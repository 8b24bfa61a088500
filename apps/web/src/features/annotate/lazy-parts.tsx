import { lazily } from '../../components/lazily.tsx'

/** What stands beside the text and over it. The text does not wait for it. */
const beside = () => import('./beside.ts')
export const Inspector = lazily(
  async () => (await beside()).Inspector,
  <aside className="inspector" />,
)
export const LayerSwitch = lazily(async () => (await beside()).LayerSwitch)
export const TreePanel = lazily(async () => (await beside()).TreePanel, <aside className="tree" />)

/** What opens over the text or beside it. None of it is fetched before the page is first touched. */
export const AskingCard = lazily(async () => (await import('./asking-card.tsx')).AskingCard)
export const BulkBar = lazily(async () => (await import('./choosing/bulk-bar.tsx')).BulkBar)
export const LabelsDialog = lazily(
  async () => (await import('./help/labels-dialog.tsx')).LabelsDialog,
)
export const MatchCard = lazily(async () => (await import('./matching/match-card.tsx')).MatchCard)
export const PhoneMenu = lazily(async () => (await import('./layout/phone-menu.tsx')).PhoneMenu)
export const PresenceBar = lazily(
  async () => (await import('./presence/presence-bar.tsx')).PresenceBar,
)
export const ReadingView = lazily(
  async () => (await import('./reading/reading-view.tsx')).ReadingView,
)
export const SelectionToolbar = lazily(
  async () => (await import('./selection-toolbar.tsx')).SelectionToolbar,
)
