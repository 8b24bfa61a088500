import type { CodebookLabel } from '@parallax/domain'
import { ChevronDown, MessageSquare, PanelTop, Plus, TextSelect } from 'lucide-react'
import type { CommandId } from '../../components/keys/command-list.ts'
import { keyCapText } from '../../components/keys/key-caps.ts'
import { Kbd } from '../../components/ui/kbd.tsx'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { Menu, MenuItem } from '../../components/ui/menu.tsx'
import { Glyph } from '../../components/ui/record-marks.tsx'
import { Tip } from '../../components/ui/tooltip.tsx'
import { useAnnotate, useAnnotation } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import { CommandKey } from './commands/command-key.tsx'
import type { KeyBindings } from './commands/key-bindings.ts'
import { commentsText } from './comments/comments-text.ts'
import { beginComment } from './comments/go-to-thread.ts'
import { Floating } from './floating.tsx'
import { hasHelp, helpLine, LabelHelp } from './help/label-help.tsx'
import { handleScreen } from './layout/use-media.ts'
import { askMatches } from './matching/ask-matches.ts'
import { matchingText } from './matching/matching-text.ts'
import { offeredLabels } from './offered-labels.ts'

const shownTypes = 3

/** What can be made of the selected words, under them and never over them. */
export function SelectionToolbar() {
  const setting = useAnnotate()
  const { annotation, doing, actions, bindings } = setting
  const { selection } = doing
  if (!selection || doing.asking || !annotation.canWrite) return null
  const types = offeredLabels(annotation.codebook, 'entityType')
  return (
    <Floating range={selection} docksOn={handleScreen}>
      <div className="toolbar pop" role="toolbar" aria-label={annotateText.makeOfSelection}>
        <span className="toolbar__types">
          {types.slice(0, shownTypes).map((label) => (
            <TypeButton key={label.id} label={label} onTag={() => actions.tag(label.id)} />
          ))}
          <Menu
            trigger={
              <button type="button" className="tool tool--more" aria-label={annotateText.moreTypes}>
                <ChevronDown className="icon icon--sm" />
              </button>
            }
          >
            {types.map((label) => (
              <MenuItem
                key={label.id}
                icon={<LabelDot colour={label.colour} />}
                {...labelCap(label, bindings)}
                {...(hasHelp(label) ? { hint: helpLine(label) } : {})}
                onSelect={() => actions.tag(label.id)}
              >
                {label.name}
              </MenuItem>
            ))}
          </Menu>
        </span>
        <Tool command="tag.claim" onPress={actions.claim} label={annotateText.claim}>
          <Glyph kind="claim" />
        </Tool>
        <Tool command="tag.stance" onPress={actions.stance} label={annotateText.stance}>
          <Glyph kind="stance" />
        </Tool>
        {doing.openId ? (
          <Tool command="tag.part" onPress={actions.addPart} label={annotateText.addPart}>
            <Plus className="icon icon--sm" />
          </Tool>
        ) : (
          <Tool command="tag.zone" onPress={actions.askZone} label={annotateText.zone}>
            <PanelTop className="icon icon--sm" />
          </Tool>
        )}
        <Tip text={commentsText.comment}>
          <button
            type="button"
            className="tool"
            aria-label={commentsText.comment}
            onMouseDown={keepSelection}
            onClick={() => beginComment(setting)}
          >
            <MessageSquare className="icon icon--sm" />
            <CommandKey id="comment.write" />
          </button>
        </Tip>
        <Tip text={matchingText.open}>
          <button
            type="button"
            className="tool"
            aria-label={matchingText.open}
            onMouseDown={keepSelection}
            onClick={() => askMatches(setting)}
          >
            <TextSelect className="icon icon--sm" />
            <CommandKey id="match.all" />
          </button>
        </Tip>
      </div>
    </Floating>
  )
}

function TypeButton({
  label,
  onTag,
}: {
  readonly label: CodebookLabel
  readonly onTag: () => void
}) {
  const { bindings } = useAnnotation()
  const cap = labelCap(label, bindings).keyCap
  const button = (
    <button type="button" className="tool" onMouseDown={keepSelection} onClick={onTag}>
      <LabelDot colour={label.colour} />
      {label.name}
      {cap && <Kbd aria-hidden="true">{cap}</Kbd>}
    </button>
  )
  return hasHelp(label) ? <Tip text={<LabelHelp label={label} />}>{button}</Tip> : button
}

type ToolProps = {
  readonly label: string
  readonly command: CommandId
  readonly onPress: () => void
  readonly children: React.ReactNode
}

function Tool({ label, command, onPress, children }: ToolProps) {
  return (
    <button type="button" className="tool" onMouseDown={keepSelection} onClick={() => onPress()}>
      {children}
      {label}
      <CommandKey id={command} />
    </button>
  )
}

function labelCap(label: CodebookLabel, bindings: KeyBindings): { readonly keyCap?: string } {
  const key = bindings.keyOfLabel(label)
  return key === undefined ? {} : { keyCap: keyCapText(key) }
}

/** A press on the toolbar must not take the selection away before it is used. */
function keepSelection(event: { preventDefault: () => void }): void {
  event.preventDefault()
}
