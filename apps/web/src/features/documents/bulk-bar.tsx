import { mayDo } from '@parallax/domain'
import { ArchiveRestore, Download, EyeOff, X } from 'lucide-react'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Menu, MenuItem } from '../../components/ui/menu.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import type { DocumentRow } from './document-status.ts'
import { documentsText } from './documents-text.ts'
import { useRetirement } from './retirement.ts'

const text = documentsText.bulk

export type BulkBarProps = {
  readonly chosen: readonly DocumentRow[]
  /** The list shows retired documents: they can be brought back. */
  readonly isRetired: boolean
  readonly onClear: () => void
}

/** What can be done with the chosen documents. Floats above the list. */
export function BulkBar({ chosen, isRetired, onClear }: BulkBarProps) {
  const session = useSession()
  const retirement = useRetirement()
  const type = isRetired ? 'document.restore' : 'document.retire'
  const act = () => {
    if (retirement.change(type, chosen)) onClear()
  }
  const Icon = isRetired ? ArchiveRestore : EyeOff
  return (
    <section className="bulk pop" aria-label={text.label}>
      <b role="status">{text.chosen(chosen.length)}</b>
      <ExportMenu chosen={chosen} />
      {mayDo(session.me.role, type) && (
        <Button look="ghost" onClick={act}>
          <Icon className="icon icon--sm" />
          {isRetired ? text.restore : text.retire}
        </Button>
      )}
      <IconButton label={text.clear} onClick={onClear}>
        <X className="icon icon--sm" />
      </IconButton>
      {retirement.problem !== undefined && (
        <p className="hint hint--bad m-0 basis-full" role="alert">
          {retirement.problem}
        </p>
      )}
    </section>
  )
}

const formats = [
  { codec: 'parallax', label: text.exportNative, hint: text.exportNativeHint },
  { codec: 'csv', label: text.exportTable, hint: text.exportTableHint },
] as const

function ExportMenu({ chosen }: { readonly chosen: readonly DocumentRow[] }) {
  const { project } = useSession()
  const documents = chosen.map(({ id }) => id).join(',')
  return (
    <Menu
      side="top"
      trigger={
        <Button look="ghost">
          <Download className="icon icon--sm" />
          {text.export}
        </Button>
      }
    >
      {formats.map(({ codec, label, hint }) => (
        <MenuItem
          key={codec}
          hint={hint}
          onSelect={() =>
            window.location.assign(
              `/api/exports/${project.id}/${codec}?layers=all&documents=${documents}`,
            )
          }
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
