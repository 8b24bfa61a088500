import { releaseRoles } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { CopyBox } from '../../components/copy-box.tsx'
import { comparePath } from '../../components/releases/release-paths.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { ReleaseDownloads } from './release-downloads.tsx'
import type { WholeRelease } from './release-screen.tsx'
import { WithdrawButton } from './withdraw-button.tsx'

const text = releasesText

/** What one does with a release: get it, cite it, compare it, withdraw it. */
export function ReleaseSide({ release }: { readonly release: WholeRelease }) {
  const { me } = useSession()
  const mayWithdraw = releaseRoles.withdraw.includes(me.role) && release.withdrawn === null
  return (
    <>
      <ReleaseDownloads release={release} />
      <Cite release={release} />
      <Compare number={release.number} />
      {mayWithdraw && <WithdrawButton number={release.number} />}
    </>
  )
}

const ways = [
  { value: 'citation' as const, label: text.cite.line },
  { value: 'bibtex' as const, label: text.cite.bibtex },
]

function Cite({ release }: { readonly release: WholeRelease }) {
  const [way, setWay] = useState<'citation' | 'bibtex'>('citation')
  return (
    <section className="release__side">
      <div className="row">
        <h2 className="h3 grow">{text.cite.title}</h2>
        <Segmented label={text.cite.label} options={ways} value={way} onChange={setWay} />
      </div>
      <CopyBox key={way} label={text.cite.label} value={release[way]} />
    </section>
  )
}

function Compare({ number }: { readonly number: number }) {
  const { project } = useSession()
  const trpc = useTRPC()
  const { data } = useQuery(trpc.releases.list.queryOptions({ project: project.id }))
  const others = data?.filter((each) => each.number !== number) ?? []
  return (
    <section className="release__side">
      <h2 className="h3">{text.page.compare}</h2>
      <p className="hint">{others.length === 0 ? text.page.none : text.page.compareText}</p>
      <div className="row">
        {others.map((each) => (
          <Button key={each.number} asChild size="sm">
            <Link href={comparePath(project.id, each.number, number)}>
              {text.named(each.number, each.summary.release.title)}
            </Link>
          </Button>
        ))}
      </div>
    </section>
  )
}
