import type { Question, TextMemory } from '@parallax/find'
import { useEffect, useRef, useState } from 'react'
import { searchText, type TextSearch } from './search-text.ts'

const nothing: TextSearch = { ranges: [], isDone: true }

/** What a question finds in a text. Until the first hits of a new question the old ones stay. */
export function useTextSearch(text: string, question: Question): TextSearch {
  const [search, setSearch] = useState(nothing)
  const memory = useRef<{ text: string; folded: TextMemory }>({ text, folded: new Map() })
  useEffect(() => {
    // The search: runs beside React, and is called off by the next key.
    if (memory.current.text !== text) memory.current = { text, folded: new Map() }
    const controller = new AbortController()
    const { signal } = controller
    const options = { memory: memory.current.folded, signal, onProgress: setSearch }
    searchText(text, question, options).catch(reportError)
    return () => controller.abort()
  }, [text, question])
  return search
}
