import { releaseRoles } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { CopyBox } from '../../components/copy-box.tsx'
import { comparePath, releaseFileAddress } from '../../components/releases/release-paths.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import type { WholeRelease } from './release-screen.tsx'
import { WithdrawButton } from './withdraw-button.tsx'

const text = releasesText

/** What one does with a release: get it, cite it, compare it, withdraw it. */
export function ReleaseSide({ release }: { readonly release: WholeRelease }) {
  const { me } = useSession()
  const mayWithdraw = releaseRoles.withdraw.includes(me.role) && release.withdrawn === null
  return (
    <>
      <Downloads release={release} />
      <Cite release={release} />
      <Compare number={release.number} />
      {mayWithdraw && <WithdrawButton number={release.number} />}
    </>
  )
}

function Downloads({ release }: { readonly release: WholeRelease }) {
  const { project } = useSession()
  const trpc = useTRPC()
  const formats = useQuery(trpc.releases.formats.queryOptions({ project: project.id }))
  const { number, summary } = release
  const own = [
    { id: 'manifest', title: text.downloads.manifest, hint: text.downloads.manifestText },
    { id: 'card', title: text.downloads.card, hint: text.downloads.cardText },
  ]
  const files = (formats.data ?? []).map(({ id, title, fileExtension, keeps }) => ({
    id,
    title: `${title} (${fileExtension})`,
    hint: keeps,
  }))
  return (
    <section className="release__side">
      <h2 className="h3">{text.downloads.title}</h2>
      <p className="hint">{text.downloads.text}</p>
      <ul className="release__files">
        {[...files, ...own].map(({ id, title, hint }) => (
          <li key={id}>
            <a href={releaseFileAddress(project.id, number, id)} download>
              <Download className="icon icon--sm" />
              <span>
                {title}
                <small>{hint}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p className="hint">
        {text.downloads.hash} <code className="release__hash">{summary.content.sha256}</code>
      </p>
    </section>
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
