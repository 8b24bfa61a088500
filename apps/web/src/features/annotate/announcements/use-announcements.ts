import { type LayerRecord, mapGet, type RecordId } from '@parallax/domain'
import { type RefObject, useEffect, useRef } from 'react'
import { useAnnotate } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import { isLayerRecord } from '../is-layer-record.ts'
import { titleOf } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import { type HeardChange, heardTogether, saidChanges } from './said-changes.ts'

const quietMs = 500

/**
 * Says what changes in the document to those who do not see it: politely, and a moment at a time. Its
 * region is nobody else's, for what the editor says of the open record would take the words' place.
 */
export function useAnnouncements(region: RefObject<HTMLElement | null>): void {
  const { annotation, doing } = useAnnotate()
  const latest = useRef({ annotation, openId: doing.openId })
  latest.current = { annotation, openId: doing.openId }
  const { model } = annotation
  const memory = useRef<Memory>({ known: null, heard: new Map(), timer: undefined })
  useEffect(() => {
    // The records: what touches them is gathered until there is a moment of quiet.
    const { current } = memory
    const { heard } = current
    const say = () => {
      const sentence = saidChanges([...heard.values()])
      heard.clear()
      if (sentence !== '') sayIn(region.current, sentence)
    }
    const hear = (touched: ReadonlySet<RecordId> | null) => {
      current.known ??= new Set(model.all().map(({ id }) => id))
      const { known } = current
      for (const id of touched ?? differing(known, model)) {
        const change = changeOf(id, known.has(id), latest.current)
        if (change) heard.set(id, heardTogether(heard.get(id), change))
        if (model.get(id)) known.add(id)
        else known.delete(id)
      }
      clearTimeout(current.timer)
      if (heard.size > 0) current.timer = setTimeout(say, quietMs)
    }
    // A model that takes the place of another may have taken in a change already.
    hear(null)
    return model.subscribe(hear)
  }, [model, region])
}

/** A new element each time: the same words twice are two events. */
function sayIn(region: HTMLElement | null, sentence: string): void {
  const said = document.createElement('p')
  said.textContent = sentence
  region?.replaceChildren(said)
}

/** What was there, and what was heard and not said yet; it outlives the model it was heard from. */
type Memory = {
  known: Set<RecordId> | null
  readonly heard: Map<RecordId, HeardChange>
  timer: ReturnType<typeof setTimeout> | undefined
}

/** More than this at once is a layer that is shown or hidden, and no change of the document. */
const mostAtOnce = 5

/** What came or went where any record may have: the first record of a person makes their layer. */
function differing(known: Set<RecordId>, model: Annotation['model']): readonly RecordId[] {
  const added = model.all().flatMap(({ id }) => (known.has(id) ? [] : [id]))
  const gone = [...known].filter((id) => !model.get(id))
  const both = [...added, ...gone]
  if (both.length <= mostAtOnce) return both
  for (const id of added) known.add(id)
  for (const id of gone) known.delete(id)
  return []
}

type Now = { readonly annotation: Annotation; readonly openId: RecordId | null }

function changeOf(id: RecordId, wasThere: boolean, now: Now): HeardChange | undefined {
  const { annotation, openId } = now
  const live = annotation.model.get(id)
  const isOpen = id === openId
  // Most of what colleagues change elsewhere is nobody's business: it is not even put into words.
  if (wasThere && live && !isOpen) return undefined
  // What was gone already has been said.
  if (!wasThere && !live) return undefined
  const record = live ?? deletedRecord(id, annotation)
  if (!record) return undefined
  return {
    id,
    kind: record.kind,
    title: titleOf(record, namingOf(annotation)),
    happened: live ? (wasThere ? 'changed' : 'added') : 'deleted',
    by: colleagueWhoWrote(id, annotation),
    isOpen,
  }
}

/** What is left of a record that was deleted. */
function deletedRecord(id: RecordId, { layers, session }: Annotation): LayerRecord | undefined {
  for (const layer of layers) {
    const view = session.store.view(layer.id)
    const record = view && mapGet(view.records, id)
    if (record && isLayerRecord(record)) return record
  }
  return undefined
}

/** The colleague who wrote a record last; null when it was this person, or nobody knows. */
function colleagueWhoWrote(id: RecordId, { layers, session }: Annotation): string | null {
  const writers = layers.map((layer) => session.store.writerOf(layer.id, id))
  const writer = writers.find((each) => each !== undefined)
  return writer === undefined || writer === session.me.userId ? null : session.personName(writer)
}
