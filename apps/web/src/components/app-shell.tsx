import type { ReactNode } from 'react'
import { AppNav, type AppNavProps } from './app-nav.tsx'
import { pagesText } from './pages-text.ts'
import { Button } from './ui/button.tsx'

export type AppShellProps = AppNavProps & { readonly children: ReactNode }

/** Navigation at the side, the page beside it. Below 900 px the navigation is a bar with a menu. */
export function AppShell({ children, ...nav }: AppShellProps) {
  return (
    <div className="app">
      <Button asChild className="skip">
        <a href="#page">{pagesText.nav.skip}</a>
      </Button>
      <AppNav {...nav} />
      <main className="page" id="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

export type PageHeadProps = {
  readonly title: string
  /** How much there is, or what this is, in a few words. */
  readonly lede?: ReactNode
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode
}

/** The head of a page: its title, a few words, what can be done. */
export function PageHead({ title, lede, actions }: PageHeadProps) {
  return (
    <header className="page__head">
      <h1>{title}</h1>
      {lede !== undefined && <span className="lede num">{lede}</span>}
      {actions !== undefined && <div className="page__actions">{actions}</div>}
    </header>
  )
}
