import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { FailureNote } from '../../components/failure-note.tsx'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Textarea } from '../../components/ui/input.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import type { WholeRelease } from './release-screen.tsx'

const text = releasesText.page

export type CardSectionProps = { readonly release: WholeRelease; readonly mayWrite: boolean }

/** The dataset card, to read and to write on. */
export function CardSection({ release, mayWrite }: CardSectionProps) {
  const [isEditing, setIsEditing] = useState(false)
  const { card } = release
  return (
    <section className="ds__part" aria-labelledby="card-title">
      <div className="row">
        <h2 className="h2 grow" id="card-title">
          {text.card}
        </h2>
        {mayWrite && !isEditing && (
          <Button size="sm" onClick={() => setIsEditing(true)}>
            {text.edit}
          </Button>
        )}
      </div>
      <p className="hint">{text.cardVersion(card.version)}</p>
      {isEditing ? (
        <CardEditor key={card.version} release={release} onDone={() => setIsEditing(false)} />
      ) : (
        <div className="md">
          <Markdown remarkPlugins={[remarkGfm]} components={headings} disallowedElements={notShown}>
            {withoutFrontMatter(card.body)}
          </Markdown>
        </div>
      )}
    </section>
  )
}

/** The page has its own heading of the first and second level: those of the card come below them. */
const headings = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6' } as const

/** Pictures would be fetched from wherever the card says. */
const notShown = ['img']

/** What machines read stands before the first heading; people read what comes after. */
function withoutFrontMatter(body: string): string {
  return body.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, '')
}

type CardEditorProps = { readonly release: WholeRelease; readonly onDone: () => void }

function CardEditor({ release, onDone }: CardEditorProps) {
  const { project } = useSession()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [body, setBody] = useState(release.card.body)
  const save = useMutation(
    trpc.releases.setCard.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.releases.get.pathFilter())
        onDone()
      },
    }),
  )
  const { number, card } = release
  return (
    <div className="form">
      {save.error && <FailureNote what={text.notSaved} reason={save.error} />}
      <Field label={text.cardLabel}>
        <Textarea
          className="md__source"
          rows={24}
          value={body}
          onChange={({ currentTarget }) => setBody(currentTarget.value)}
        />
      </Field>
      <div className="row">
        <Button
          look="primary"
          isBusy={save.isPending}
          onClick={() => save.mutate({ project: project.id, number, body, after: card.version })}
        >
          {text.save}
        </Button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </div>
    </div>
  )
}
