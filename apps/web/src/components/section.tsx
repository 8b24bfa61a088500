import { type ReactNode, useId } from 'react'

export type SectionProps = {
  readonly title: string
  /** What it is about, in a sentence. */
  readonly text?: ReactNode
  readonly children: ReactNode
  /** What an address may name it by. */
  readonly id?: string
}

/** A part of a page of settings: its title at the side, its controls beside it. */
export function Section({ title, text, children, id }: SectionProps) {
  const titleId = useId()
  return (
    <section className="sect" id={id} aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{title}</h2>
        {text !== undefined && <p>{text}</p>}
      </header>
      <div>{children}</div>
    </section>
  )
}
