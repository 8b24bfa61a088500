import { type LayerRecord, type PropositionId, resolvedProposition } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import { BookOpen, Plus } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Kbd } from '../../../components/ui/kbd.tsx'
import { useTRPC } from '../../../sync/trpc.ts'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { asStatement, proposePropositions } from '../proposals/propose-proposition.ts'
import { quoted } from '../record-words.ts'
import { fieldsText } from './fields-text.ts'

type ClaimRecord = Extract<LayerRecord, { kind: 'claim' }>

const nearestShown = 4

/**
 * What the claim puts forward: the chosen proposition with where else it stands, the nearest others,
 * and a field that finds or writes one. Enter takes the first match, or writes what was typed.
 */
export function PropositionField({ record }: { readonly record: ClaimRecord }) {
  const { annotation, actions } = useAnnotation()
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { proposition } = record.data
  const words = typed.trim() || quoted(record, annotation)
  const near = proposePropositions(annotation.registry, words, nearestShown + 1)
    .map((each) => each.proposition)
    .filter(({ id }) => id !== proposition)
    .slice(0, nearestShown)
  const take = (id: string) => {
    actions.setRegister(record.id, 'proposition', id)
    setTyped('')
    actions.focusText()
  }
  const write = () => {
    if (actions.newPropositionFor(record.id, words)) setTyped('')
    actions.focusText()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const same = near.find(({ data }) => data.statement === asStatement(words))
    if (same) take(same.id)
    else write()
  }
  return (
    <>
      {proposition && <ChosenProposition id={proposition} />}
      {annotation.canWrite && (
        <div className="prop-alt">
          <div className="field">
            <input
              ref={input}
              data-focus="proposition"
              aria-label={fieldsText.findProposition}
              placeholder={fieldsText.findProposition}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
          </div>
          {near.map(({ id, data }) => (
            <button key={id} type="button" onClick={() => take(id)}>
              <span className="grow serif">{data.statement}</span>
            </button>
          ))}
          <button type="button" onClick={write}>
            <Plus className="icon icon--sm" />
            <span className="grow clip">
              {fieldsText.newProposition}: <span className="serif">{asStatement(words)}</span>
            </span>
            <Kbd aria-hidden="true">Enter</Kbd>
          </button>
        </div>
      )}
    </>
  )
}

function ChosenProposition({ id }: { readonly id: PropositionId }) {
  const { annotation } = useAnnotation()
  const resolved = resolvedProposition(annotation.registry, id)
  return (
    <div className="prop">
      <span className="prop__t" dir="auto">
        {resolved?.data.statement ?? annotateText.unknownProposition}
      </span>
      <AlsoIn id={id} />
    </div>
  )
}

/** The other documents that put the same proposition forward. */
function AlsoIn({ id }: { readonly id: PropositionId }) {
  const { annotation } = useAnnotation()
  const trpc = useTRPC()
  const project = annotation.session.project.id
  const { data } = useQuery(
    trpc.registry.occurrences.queryOptions({ project, id, offset: 0, limit: 20 }),
  )
  if (!data) return null
  const others = new Map(
    data.rows
      .filter(({ document }) => document.id !== annotation.opened.documentId)
      .map(({ document }) => [document.id, document.publisherName ?? document.title]),
  )
  return (
    <span className="prop__also">
      <BookOpen className="icon icon--sm" />
      {others.size === 0 ? fieldsText.onlyHere : fieldsText.alsoIn}{' '}
      <b>{[...new Set(others.values())].join(', ')}</b>
    </span>
  )
}
