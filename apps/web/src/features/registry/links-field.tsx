import type { RecordOf } from '@parallax/domain'
import { newId } from '@parallax/sync/new-id'
import { useState } from 'react'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Menu, MenuItem } from '../../components/ui/menu.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { EmptyState } from '../../components/ui/states.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { DashButton } from './dash-button.tsx'
import { findPropositions } from './find-records.ts'
import { type LinkView, linkEnds, linksOf } from './proposition-links.ts'
import { useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'

const text = registryText.proposition

export type LinksFieldProps = {
  readonly record: RecordOf<'proposition'>
  readonly place: RegistryPlace
}

const views: readonly LinkView[] = ['contradicts', 'entails', 'follows-from', 'overlaps']

const hintOf = (view: LinkView) =>
  view === 'follows-from' ? text.linkHints.entails : text.linkHints[view]

/** How a proposition stands to others, in words, with a way to say one more. */
export function LinksField({ record, place }: LinksFieldProps) {
  const { registry, act, mayWrite, mayJudge } = useTools()
  const [adding, setAdding] = useState<LinkView | null>(null)
  const links = linksOf(registry, record.id)
  return (
    <>
      {links.map(({ id, view, other, statement }) => (
        <div className="rg__linked" key={id}>
          <Tag
            {...(mayJudge && {
              removal: {
                name: text.link(text.linkWords[view], statement),
                onRemove: () => act('registry.delete', { ids: [id] }),
              },
            })}
          >
            {text.linkWords[view]}
          </Tag>
          <button
            type="button"
            className="rg__link"
            onClick={() => place.go({ kind: 'proposition', id: other })}
          >
            <span className="link">{statement}</span>
          </button>
        </div>
      ))}
      {links.length === 0 && !mayWrite && <span className="muted">{text.noLinks}</span>}
      {mayWrite && (
        <Menu trigger={<DashButton>{text.addLink}</DashButton>}>
          {views.map((view) => (
            <MenuItem key={view} hint={hintOf(view)} onSelect={() => setAdding(view)}>
              {text.linkTo(text.linkWords[view])}
            </MenuItem>
          ))}
        </Menu>
      )}
      {adding !== null && (
        <OtherDialog record={record} view={adding} onClose={() => setAdding(null)} />
      )}
    </>
  )
}

type OtherDialogProps = {
  readonly record: RecordOf<'proposition'>
  readonly view: LinkView
  readonly onClose: () => void
}

function OtherDialog({ record, view, onClose }: OtherDialogProps) {
  const { registry, act } = useTools()
  const [words, setWords] = useState('')
  const found = findPropositions(registry, words, { except: [record.id] })
  const link = (other: RecordOf<'proposition'>) => {
    act('propositions.link', { id: newId(), ...linkEnds(view, record.id, other.id), note: '' })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.linkTo(text.linkWords[view])}
      lede={record.data.statement}
    >
      <div className="merge">
        <SearchField
          hasKey={false}
          label={text.chooseOther}
          placeholder={text.chooseOther}
          value={words}
          onChange={setWords}
        />
        {found.length === 0 ? (
          <EmptyState
            title={registryText.empty.noMatch}
            text={words === '' ? registryText.merge.none.proposition : registryText.merge.noMatch}
          />
        ) : (
          <ul className="merge__list">
            {found.map((other) => (
              <li key={other.id}>
                <button type="button" className="en" onClick={() => link(other)}>
                  <span className="grow serif">{other.data.statement}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
