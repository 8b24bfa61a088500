'use client'

import { ArrowRight, CircleAlert, LayoutGrid, Upload, Users } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Brand } from '../../components/brand.tsx'
import { useOpenSample } from '../../components/project-changes.ts'
import { projectScreenPath } from '../../components/project-path.ts'
import { Face } from '../../components/ui/face.tsx'
import { Kbd } from '../../components/ui/kbd.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note } from '../../components/ui/states.tsx'
import { useVisitor } from '../../components/visitor.tsx'
import { firstRunText } from './first-run-text.ts'
import { SampleArt } from './sample-art.tsx'

const CreateProjectDialog = lazy(async () => ({
  default: (await import('../../components/create-project-dialog.tsx')).CreateProjectDialog,
}))

/** The first thing a person sees: one large way in, three small ones. */
export function FirstRunScreen() {
  const [screenAfter, setScreenAfter] = useState<'documents' | 'team'>()
  return (
    <div className="first">
      <FirstRunHead />
      <main className="first__in">
        <h1>
          {firstRunText.title[0]}
          <br />
          {firstRunText.title[1]}
        </h1>
        <p className="first__lede">{firstRunText.lede}</p>
        <div className="ways">
          <SampleWay />
          <div className="ways__own">
            <Way
              icon={<Upload className="icon icon--lg" />}
              {...firstRunText.own}
              onGo={() => setScreenAfter('documents')}
            />
            <Way
              icon={<Users className="icon icon--lg" />}
              {...firstRunText.invite}
              onGo={() => setScreenAfter('team')}
            />
            <Way
              icon={<LayoutGrid className="icon icon--lg" />}
              {...firstRunText.projects}
              onGo={() => window.location.assign('/')}
            />
          </div>
        </div>
        <p className="first__foot">
          <Kbd>?</Kbd> {firstRunText.keys.all}
        </p>
      </main>
      {screenAfter !== undefined && (
        <Suspense fallback={null}>
          <CreateProjectDialog
            onClose={() => setScreenAfter(undefined)}
            onCreated={(projectId) =>
              window.location.assign(projectScreenPath(projectId, screenAfter))
            }
          />
        </Suspense>
      )}
    </div>
  )
}

function FirstRunHead() {
  const { user } = useVisitor()
  return (
    <header className="first__top">
      <Brand />
      <span className="grow" />
      {user !== undefined && (
        <>
          <span className="soft">
            {user.isInstanceOwner ? firstRunText.owner(user.name) : user.name}
          </span>
          <Face userId={user.id} name={user.name} isDecorative />
        </>
      )}
    </header>
  )
}

function SampleWay() {
  const open = useOpenSample((path) => window.location.assign(path))
  const isBusy = open.isPending || open.isSuccess
  return (
    <div>
      <button
        type="button"
        className="way way--main"
        aria-busy={isBusy}
        onClick={() => {
          if (!isBusy) open.mutate()
        }}
      >
        <SampleArt />
        <span className="way__txt">
          <span className="way__h">{firstRunText.sample.title}</span>
          <span className="way__p">{firstRunText.sample.text}</span>
          <span className="btn btn--primary btn--lg" aria-hidden="true">
            {isBusy && <Spinner />}
            {firstRunText.sample.button}
          </span>
        </span>
      </button>
      {open.isError && (
        <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
          {firstRunText.sample.failed}
        </Note>
      )}
    </div>
  )
}

type WayProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly onGo: () => void
}

function Way({ icon, title, text, onGo }: WayProps) {
  return (
    <button type="button" className="way" onClick={onGo}>
      <span className="way__i">{icon}</span>
      <span>
        <span className="way__h">{title}</span>
        <span className="way__p">{text}</span>
      </span>
      <ArrowRight className="icon" />
    </button>
  )
}
