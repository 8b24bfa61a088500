'use client'

import { maxWordsUtf16 } from '@parallax/find'
import { Search } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { QuestionSwitches } from '../../components/find/question-switches.tsx'
import { questionText } from '../../components/find/question-text.ts'
import { ProjectShell } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { EmptyState, SkeletonRows } from '../../components/ui/states.tsx'
import { useDebounced } from '../../components/use-debounced.ts'
import { FindFilters } from './find-filters.tsx'
import { addressOf, type FindQuery, queryOf } from './find-query.ts'
import { findText as text } from './find-text.ts'
import { FoundList } from './found-list.tsx'
import { hitCount, useFound } from './use-found.ts'

const pauseMs = 180

const keys = [
  { keyCap: '↓', what: text.keys.next },
  { keyCap: '↑', what: text.keys.previous },
  { keyCap: 'Enter', what: text.keys.open },
]

/** Finds words in all texts of the project; every hit leads into its text. */
export function FindScreen() {
  const params = useSearchParams()
  const [query, setQuery] = useState(() => queryOf(params))
  const asked = useDebounced(query, pauseMs)
  useAddress(asked)
  const found = useFound(asked)
  const { documents, problem, hasNextPage, isFetching } = found
  const isAsked = query.question.words.trim() !== ''
  const count = hitCount(documents)
  const change = (part: Partial<FindQuery>) => setQuery({ ...query, ...part })
  return (
    <ProjectShell
      current="find"
      title={text.title}
      keys={keys}
      lede={isAsked && count > 0 ? text.count(count, documents.length, !hasNextPage) : undefined}
    >
      <search className="find__ask" aria-label={text.field}>
        <WordsField
          query={query}
          isBusy={isFetching}
          hasProblem={problem !== null}
          onChange={change}
        />
        <FindFilters query={query} onChange={change} />
        {isAsked && problem !== null && (
          <p className="findbar__problem" id="find-problem" role="alert">
            {questionText.problems[problem]}
          </p>
        )}
      </search>
      <output className="sr-only">
        {isAsked && !isFetching && text.count(count, documents.length, !hasNextPage)}
      </output>
      {isAsked && problem === null ? <Found found={found} words={asked.question.words} /> : null}
      {!isAsked && (
        <EmptyState
          title={text.start}
          text={text.startText}
          icon={<Search className="icon icon--lg" />}
        />
      )}
    </ProjectShell>
  )
}

/** Keeps the address that of the question, so that one can come back to it. */
function useAddress(asked: FindQuery): void {
  useEffect(() => {
    // The address: written in place, for each key is no step of its own.
    const query = addressOf(asked)
    const address = query === '' ? window.location.pathname : `?${query}`
    window.history.replaceState(null, '', address)
  }, [asked])
}

type WordsFieldProps = {
  readonly query: FindQuery
  readonly isBusy: boolean
  readonly hasProblem: boolean
  readonly onChange: (change: Partial<FindQuery>) => void
}

function WordsField({ query, isBusy, hasProblem, onChange }: WordsFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const { question } = query
  useEffect(() => {
    // The focus: whoever comes here wants to type.
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <div className="field field--lg find__field">
      <Search className="icon" />
      <input
        ref={field}
        className="find__words"
        type="text"
        aria-label={text.field}
        placeholder={text.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxWordsUtf16}
        value={question.words}
        aria-invalid={hasProblem}
        aria-describedby={hasProblem ? 'find-problem' : undefined}
        onChange={(event) =>
          onChange({ question: { ...question, words: event.currentTarget.value } })
        }
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          document.querySelector<HTMLElement>('.found__hit')?.focus()
        }}
      />
      {isBusy && <Spinner />}
      <QuestionSwitches question={question} onChange={(next) => onChange({ question: next })} />
    </div>
  )
}

type FoundProps = { readonly found: ReturnType<typeof useFound>; readonly words: string }

function Found({ found, words }: FoundProps) {
  const { documents, isError, isFetching, error, hasNextPage } = found
  if (isError && documents.length === 0)
    return <FailedState title={text.failed} reason={error} onRetry={() => void found.refetch()} />
  if (documents.length === 0 && isFetching) return <SkeletonRows label={text.searching} rows={6} />
  if (documents.length === 0 && !hasNextPage)
    return (
      <EmptyState
        title={text.none}
        text={text.noneText(words)}
        icon={<Search className="icon icon--lg" />}
      />
    )
  return (
    <>
      <FoundList documents={documents} />
      {hasNextPage && (
        <Button
          className="found__more"
          isBusy={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </>
  )
}
