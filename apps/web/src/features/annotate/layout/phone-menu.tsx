import { BookOpenText, ChevronDown, ChevronUp, Ellipsis, Info } from 'lucide-react'
import { readingPath } from '../../../components/project-path.ts'
import { IconButton } from '../../../components/ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuRule } from '../../../components/ui/menu.tsx'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { layerName } from '../layer-name.ts'
import { layoutText } from './layout-text.ts'
import { useReaderLayout } from './reader-layout.ts'

export type PhoneMenuProps = {
  readonly onGo: (documentId: string | null) => void
}

/** What the bar has no room for on a narrow screen. */
export function PhoneMenu(props: PhoneMenuProps) {
  const { annotation, actions } = useAnnotation()
  const { setAboutOpen } = useReaderLayout()
  const onAbout = () => {
    actions.open(null)
    setAboutOpen(true)
  }
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={layoutText.more} className="bar-top__more">
          <Ellipsis className="icon" />
        </IconButton>
      }
    >
      <PlaceItems onGo={props.onGo} />
      <MenuItem
        icon={<BookOpenText className="icon icon--sm" />}
        href={readingPath(annotation.session.project.id, annotation.opened.documentId)}
      >
        {layoutText.readingView}
      </MenuItem>
      <MenuItem icon={<Info className="icon icon--sm" />} onSelect={onAbout}>
        {layoutText.about}
      </MenuItem>
      <DrawnItems />
      {annotation.layers.length > 1 && <LayerItems />}
      <WorkItems />
    </Menu>
  )
}

function PlaceItems({ onGo }: Pick<PhoneMenuProps, 'onGo'>) {
  const { position } = useAnnotation().annotation.opened
  return (
    <>
      <MenuItem
        icon={<ChevronUp className="icon icon--sm" />}
        isDisabled={!position.previous}
        onSelect={() => onGo(position.previous)}
      >
        {layoutText.previousDocument}
      </MenuItem>
      <MenuItem
        icon={<ChevronDown className="icon icon--sm" />}
        isDisabled={!position.next}
        onSelect={() => onGo(position.next)}
      >
        {layoutText.nextDocument}
      </MenuItem>
    </>
  )
}

const drawn = [
  { shape: 'mention', name: annotateText.entities },
  { shape: 'claim', name: annotateText.claims },
  { shape: 'stance', name: annotateText.stances },
] as const

function DrawnItems() {
  const { hands } = useAnnotation()
  const { choice, showKind } = hands.filter
  return (
    <>
      <MenuRule />
      <MenuLabel>{layoutText.drawn}</MenuLabel>
      {drawn.map(({ shape, name }) => {
        const isShown = !choice.hiddenKinds.has(shape)
        return (
          <MenuItem
            key={shape}
            icon={<Glyph kind={shape} {...(shape === 'mention' ? { colour: 1 } : {})} />}
            isCurrent={isShown}
            onSelect={() => showKind(shape, !isShown)}
          >
            {isShown ? layoutText.shown(name) : layoutText.hidden(name)}
          </MenuItem>
        )
      })}
    </>
  )
}

function LayerItems() {
  const { annotation } = useAnnotation()
  return (
    <>
      <MenuRule />
      <MenuLabel>{layoutText.layers}</MenuLabel>
      {annotation.layers.map((layer) => {
        const isShown = annotation.shownLayers.has(layer.id)
        const name = layerName(layer, annotation)
        return (
          <MenuItem
            key={layer.id}
            isCurrent={isShown}
            onSelect={() => annotation.showLayer(layer.id, !isShown)}
          >
            {isShown ? layoutText.shown(name) : layoutText.hidden(name)}
          </MenuItem>
        )
      })}
    </>
  )
}

/** Handing one's layer in, or taking it back. */
function WorkItems() {
  const { annotation, actions } = useAnnotation()
  const exists = annotation.layers.some(({ id }) => id === annotation.ownLayerId)
  const { ownState } = annotation
  if (annotation.isReader || !exists || ownState === 'locked') return null
  const isOpen = ownState === 'open'
  return (
    <>
      <MenuRule />
      <MenuItem onSelect={() => actions.layerState(isOpen ? 'layer.submit' : 'layer.reopen')}>
        {isOpen ? annotateText.submit : annotateText.reopen}
      </MenuItem>
    </>
  )
}
