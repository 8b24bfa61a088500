import { Info } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LossTable, Passages } from './loss-parts.tsx'
import { type LossReport, recordTotals } from './loss-table.ts'
import { lossText as text } from './loss-text.ts'

export type LossDialogProps = {
  /** The format's title. */
  readonly format: string
  readonly report: LossReport
  /** Sentences by reason, as the server tells them. */
  readonly reasons: Readonly<Record<string, string>>
  /** The formats that hold everything, for who looks for one. */
  readonly lossless: readonly string[]
  /** Goes on with the export; without it there is only something to read. */
  readonly onExport?: ((hasSideFile: boolean) => void) | undefined
  /** What is said otherwise where it is not the project as it stands that is exported. */
  readonly words?: { readonly before: string; readonly go: string }
  /** Whether everything may go along beside the file. */
  readonly hasSideChoice?: boolean
  readonly onClose: () => void
}

/** What a format cannot hold, before anything is made of it. */
export function LossDialog(props: LossDialogProps) {
  const {
    format,
    report,
    reasons,
    lossless,
    onExport,
    onClose,
    words,
    hasSideChoice = true,
  } = props
  const [hasSideFile, setHasSideFile] = useState(hasSideChoice)
  const { before, after } = recordTotals(report)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={text.title(format)}
      lede={before === after ? text.ledeDetails : text.lede(before, after)}
      size="wide"
      foot={
        <>
          <p className="loss__info hint">
            <Info className="icon icon--sm" />
            {text.lossless(lossless.join(', '))}
          </p>
          <Button onClick={onClose}>{onExport ? text.cancel : text.close}</Button>
          {onExport && (
            <Button look="primary" onClick={() => onExport(hasSideFile)}>
              {words?.go ?? text.go}
            </Button>
          )}
        </>
      }
    >
      <LossBar report={report} />
      <LossTable report={report} reasons={reasons} columns={words && { before: words.before }} />
      <Passages report={report} reasons={reasons} about={format} />
      {report.notes.map((note) => (
        <p key={note} className="hint loss__note">
          {note}
        </p>
      ))}
      {onExport && hasSideChoice && (
        <SideFileChoice value={hasSideFile} onChange={setHasSideFile} />
      )}
    </Dialog>
  )
}

/** How much fits as it is, was changed, and is left out, as one line. */
function LossBar({ report }: { readonly report: LossReport }) {
  const { before, after, changed, dropped } = recordTotals(report)
  if (before === 0) return null
  const share = (count: number) => (count / before) * 100
  const fits = share(after - changed)
  return (
    <svg
      className="loss__bar"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${text.bar}: ${text.lede(before, after)}`}
    >
      <rect className="lb--fit" x={0} y={0} width={fits} height={4} />
      <rect className="lb--bent" x={fits} y={0} width={share(changed)} height={4} />
      <rect className="lb--out" x={fits + share(changed)} y={0} width={share(dropped)} height={4} />
    </svg>
  )
}

type SideFileChoiceProps = {
  readonly value: boolean
  readonly onChange: (hasSideFile: boolean) => void
}

function SideFileChoice({ value, onChange }: SideFileChoiceProps) {
  const choices = [
    { id: 'side', title: text.sideFile, hint: text.sideFileText },
    { id: 'fits', title: text.onlyFits, hint: text.onlyFitsText },
  ]
  return (
    <RadioGroup.Root
      className="loss__choices"
      aria-label={text.choice}
      value={value ? 'side' : 'fits'}
      onValueChange={(chosen) => onChange(chosen === 'side')}
    >
      {choices.map(({ id, title, hint }) => (
        <RadioGroup.Item key={id} className="choice" value={id}>
          <span className="radio" aria-hidden="true" />
          <span>
            <b>{title}</b>
            <small>{hint}</small>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
