import type { TextRange } from '@parallax/domain'
import { maxWordsUtf16, plainQuestion, type Question } from '@parallax/find'
import { ChevronDown, ChevronUp, FolderSearch, Search, X } from 'lucide-react'
import Link from 'next/link'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { findPath } from '../../../components/find/question-address.ts'
import { QuestionSwitches } from '../../../components/find/question-switches.tsx'
import { questionText } from '../../../components/find/question-text.ts'
import {
  rememberedQuestion,
  rememberQuestion,
} from '../../../components/find/remembered-question.ts'
import { hitFrom, type TextSearch } from '../../../components/find/search-text.ts'
import { useTextSearch } from '../../../components/find/use-text-search.ts'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { useAnnotate } from '../annotate-context.ts'
import { findText as text } from './find-text.ts'
import { TagAll } from './tag-all.tsx'

export type FindBarProps = {
  /** How often somebody asked for the bar: each time its field takes the focus. */
  readonly asked: number
  /** What was typed while the bar was being fetched. */
  readonly typedBefore: () => string
  readonly onClose: () => void
}

/** Finds words in the open document. Closing leaves the hit one stands on selected. */
export function FindBar({ asked, typedBefore, onClose }: FindBarProps) {
  const { annotation, surface } = useAnnotate()
  const [question, setQuestion] = useState(() =>
    firstQuestion(annotation.text, surface.current?.selection() ?? null),
  )
  // Where the person is looking from: the hit at or behind it is the current one.
  const [fromUtf16, setFromUtf16] = useState(() => surface.current?.caretUtf16() ?? 0)
  const search = useTextSearch(annotation.text, question)
  const current = hitFrom(search, fromUtf16)
  useFoundInText(search, current)
  const ask = (next: Question) => {
    rememberQuestion(next)
    setQuestion(next)
  }
  const go = (by: 1 | -1) => {
    const { length } = search.ranges
    if (length === 0) return
    const next = search.ranges[((current ?? 0) + by + length) % length]
    setFromUtf16(next?.startUtf16 ?? 0)
  }
  const close = () => {
    const hit = current === null ? undefined : search.ranges[current]
    surface.current?.setFound(null)
    if (hit) surface.current?.select(hit)
    surface.current?.focus()
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    <search className="pop findbar" aria-label={text.bar} onKeyDown={onKeyDown}>
      <FindField
        asked={asked}
        typedBefore={typedBefore}
        question={question}
        search={search}
        onAsk={ask}
        onGo={go}
      />
      <Count search={search} current={current} isAsked={question.words.trim() !== ''} />
      <span className="findbar__steps">
        <IconButton size="sm" label={text.previous} onClick={() => go(-1)}>
          <ChevronUp className="icon icon--sm" />
        </IconButton>
        <IconButton size="sm" label={text.next} onClick={() => go(1)}>
          <ChevronDown className="icon icon--sm" />
        </IconButton>
      </span>
      <QuestionSwitches question={question} onChange={ask} />
      <TagAll search={search} isPattern={question.isPattern} onClose={onClose} />
      <Button asChild look="ghost" size="sm" shape="icon">
        <Link
          href={findPath(annotation.session.project.id, question)}
          prefetch={false}
          aria-label={text.everywhere}
          title={text.everywhere}
        >
          <FolderSearch className="icon icon--sm" />
        </Link>
      </Button>
      <IconButton size="sm" className="findbar__close" label={text.close} onClick={close}>
        <X className="icon icon--sm" />
      </IconButton>
      {search.problem && (
        <p className="findbar__problem" id="find-problem">
          {questionText.problems[search.problem]}
        </p>
      )}
    </search>
  )
}

type FindFieldProps = {
  readonly typedBefore: () => string
  readonly asked: number
  readonly question: Question
  readonly search: TextSearch
  readonly onAsk: (question: Question) => void
  readonly onGo: (by: 1 | -1) => void
}

function FindField({ asked, typedBefore, question, search, onAsk, onGo }: FindFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again comes back to the field
  useLayoutEffect(() => {
    // The focus: taken before the next key, for whoever asks for the bar wants to type.
    field.current?.focus()
    const typed = asked === 1 ? typedBefore() : ''
    if (typed === '') field.current?.select()
    else onAsk({ ...question, words: typed })
  }, [asked])
  return (
    <label className="findbar__field">
      <Search className="icon icon--sm" />
      <input
        ref={field}
        type="text"
        aria-label={text.bar}
        placeholder={text.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxWordsUtf16}
        value={question.words}
        aria-invalid={search.problem !== undefined}
        aria-describedby={search.problem ? 'find-problem' : undefined}
        onChange={(event) => onAsk({ ...question, words: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          onGo(event.shiftKey ? -1 : 1)
        }}
      />
    </label>
  )
}

type CountProps = {
  readonly search: TextSearch
  readonly current: number | null
  readonly isAsked: boolean
}

function Count({ search, current, isAsked }: CountProps) {
  const { ranges, isDone, problem } = search
  const isNone = ranges.length === 0 && isDone && isAsked && !problem
  return (
    <output className="findbar__count num" data-none={isNone || undefined}>
      {isNone && text.none}
      {ranges.length > 0 && text.count(current, ranges.length, isDone)}
    </output>
  )
}

/** Draws the hits, and brings the current one into view. */
function useFoundInText(search: TextSearch, current: number | null): void {
  const { surface } = useAnnotate()
  const hit = current === null ? undefined : search.ranges[current]
  useEffect(() => {
    // The editor: hits are washes of their own.
    surface.current?.setFound({ ranges: search.ranges, currentIndex: current })
  }, [surface, search, current])
  useEffect(() => {
    // The editor: the current hit is brought into view.
    if (hit) surface.current?.reveal(hit)
  }, [surface, hit])
  useEffect(() => {
    // The editor: the washes go with the bar.
    const { current: drawn } = surface
    return () => drawn?.setFound(null)
  }, [surface])
}

const longestTakenUtf16 = 80

/** The selected words, if they are few; else what was asked last. */
function firstQuestion(documentText: string, selection: TextRange | null): Question {
  const before = rememberedQuestion() ?? plainQuestion('')
  const words = selection ? documentText.slice(selection.startUtf16, selection.endUtf16) : ''
  const isUsable = words !== '' && words.length <= longestTakenUtf16 && !words.includes('\n')
  return isUsable ? { ...before, words, isPattern: false } : before
}
