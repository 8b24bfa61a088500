import { CloudOff, LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { Button } from './button.tsx'
import { SheetArt } from './sheet-art.tsx'

export type EmptyStateProps = {
  readonly title: string
  /** What to do now. */
  readonly text: ReactNode
  /** Buttons, the likely one first. */
  readonly actions?: ReactNode
  /** Instead of the sheet of paper. */
  readonly icon?: ReactNode
}

/** A list with nothing in it: says what to do. */
export function EmptyState({ title, text, actions, icon }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon === undefined ? <SheetArt /> : <span className="empty__i">{icon}</span>}
      <h2>{title}</h2>
      <p>{text}</p>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}

export type ErrorStateProps = {
  readonly title: string
  /** What happened, and that work is safe. */
  readonly text: ReactNode
  readonly onRetry: () => void
  readonly retryLabel?: string
  /** The other way on: a link or a button. */
  readonly secondWay: ReactNode
  readonly icon?: ReactNode
}

/** Something did not work: what happened, and two ways on. */
export function ErrorState(props: ErrorStateProps) {
  const { title, text, onRetry, retryLabel, secondWay, icon } = props
  return (
    <div className="empty" role="alert">
      <span className="empty__i is-bad">{icon ?? <CloudOff className="icon icon--lg" />}</span>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="row">
        <Button look="primary" onClick={onRetry}>
          {retryLabel ?? componentsText.tryAgain}
        </Button>
        {secondWay}
      </div>
    </div>
  )
}

export type RefusalNoteProps = {
  readonly title: string
  /** The rule that said no. */
  readonly text: ReactNode
  /** The fix. */
  readonly action?: ReactNode
}

/** A rule said no: names it and offers the fix. */
export function RefusalNote({ title, text, action }: RefusalNoteProps) {
  return (
    <div className="refuse" role="alert">
      <LockKeyhole className="icon icon--sm" />
      <div>
        <b>{title}</b>
        <p>{text}</p>
        {action}
      </div>
    </div>
  )
}

export type NoteProps = {
  readonly children: ReactNode
  readonly icon?: ReactNode
  readonly tone?: 'plain' | 'good' | 'bad'
}

/** A sentence set apart. A bad one is announced. */
export function Note({ children, icon, tone = 'plain' }: NoteProps) {
  return (
    <div
      className={cn('note', tone === 'bad' && 'note--bad', tone === 'good' && 'note--good')}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      {icon}
      <div className="grow">{children}</div>
    </div>
  )
}

export type SkeletonRowsProps = {
  /** What is on its way: “Documents are on their way”. */
  readonly label: string
  readonly rows?: number
  /** They stand in a table that fills the page: its head and its lines keep their place too. */
  readonly isTable?: boolean
}

/** The place of rows that are on their way, at their height. Nothing shows in the first 150 ms. */
export function SkeletonRows({ label, rows = 6, isTable = false }: SkeletonRowsProps) {
  return (
    <div className={cn('skel skel--late', isTable && 'skel--table')} aria-busy="true" role="status">
      <span className="sr-only">{label}</span>
      {isTable && <div className="skel__head" aria-hidden="true" />}
      {Array.from({ length: rows }, (_, index) => index).map((row) => (
        <div
          key={row}
          className={cn('skel__row', `skel__row--${(row % 3) + 1}`)}
          aria-hidden="true"
        >
          <i />
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}
