import { EqualNot } from 'lucide-react'
import type { ReactNode } from 'react'
import { Brand } from '../brand.tsx'
import { Monogram } from '../ui/record-marks.tsx'
import { authText } from './auth-text.ts'

export type AuthFrameProps = {
  readonly title: string
  readonly lede: ReactNode
  readonly children: ReactNode
  /** A line at the foot of the page. */
  readonly foot?: ReactNode
}

/** A form on the left; on the right, on wide screens, what the product is about. */
export function AuthFrame({ title, lede, children, foot }: AuthFrameProps) {
  return (
    <div className="signin">
      <main className="signin__form">
        <Brand />
        <div className="card-form">
          <h1>{title}</h1>
          <p className="card-form__lede">{lede}</p>
          {children}
        </div>
        {foot !== undefined && <p className="signin__foot">{foot}</p>}
      </main>
      <AuthArt />
    </div>
  )
}

/** One event in two outlets, with its records. */
function AuthArt() {
  return (
    <div className="signin__art" aria-hidden="true">
      <div className="dual">
        <article>
          <p className="dual__o">
            <Monogram outlet={authText.art.first} />
            {authText.art.first}
          </p>
          <p className="dual__t">
            …officials in <mark className="rec rec--entity l-3">Lindhaven</mark> say that{' '}
            <mark className="rec rec--claim">
              <mark className="rec rec--entity l-3">Tarvia</mark> has already begun to hold back
              water at the <mark className="rec rec--entity l-5">Orlo dam</mark>
            </mark>
            .
          </p>
        </article>
        <p className="dual__v">
          <EqualNot className="icon icon--sm" />
        </p>
        <article>
          <p className="dual__o">
            <Monogram outlet={authText.art.second} />
            {authText.art.second}
          </p>
          <p className="dual__t">
            <mark className="rec rec--claim">
              Releases from the <mark className="rec rec--entity l-5">Orlo dam</mark> have been
              steady throughout the winter
            </mark>
            , the <mark className="rec rec--entity l-2">Water Ministry</mark> said.
          </p>
        </article>
      </div>
      <p className="signin__line">{authText.art.line}</p>
    </div>
  )
}
