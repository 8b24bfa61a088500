import type { RecordId } from '@parallax/domain'
import { useSearchParams } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useEarlyDocument } from '../../../components/early/early-context.ts'
import { PLACES_KEY, placeIn, placesWith, readPlaces } from '../../../components/reading-places.ts'
import { useAnnotate } from '../annotate-context.ts'

const keepAfterMs = 400

/** Keeps where one is in the document, and goes there when one comes back. */
export function useReadingPlace(): void {
  const { annotation, doing, actions, surface } = useAnnotate()
  const latest = useRef({ annotation, doing, actions })
  latest.current = { annotation, doing, actions }
  const asked = useSearchParams()
  // Whoever follows an address to a record or to words wants to be there.
  const isNamed = asked.has('record') || asked.has('from')
  const { place } = useEarlyDocument()
  const isThere = useRef(false)
  const leave = useRef(() => {})
  useLayoutEffect(() => {
    // The early text: it began at the kept place, and its reader may have gone on since.
    isThere.current = place() !== null
  }, [place])
  useEffect(() => {
    // The editor and the browser's memory: first one goes to the kept place, then keeps the new one.
    const scroller = surface.current?.scroller
    if (!scroller) return
    const { session, opened } = latest.current.annotation
    const whose = { documentId: opened.documentId, userId: session.me.userId }
    const kept = placeIn(readPlaces(window.localStorage.getItem(PLACES_KEY)), whose)
    if (kept && !isNamed) {
      const record = latest.current.annotation.recordOf(kept.openId as RecordId) // looked up
      if (record) latest.current.actions.open(record.id, { reveal: false })
      if (!isThere.current && kept.topUtf16 > 0) surface.current?.showFrom(kept.topUtf16)
    }
    let topUtf16 = kept?.topUtf16 ?? 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      // Whoever leaves in the middle of a scroll has not been asked yet where they are.
      if (timer !== undefined) topUtf16 = surface.current?.topUtf16() ?? topUtf16
      clearTimeout(timer)
      timer = undefined
      const { openId } = latest.current.doing
      const places = readPlaces(window.localStorage.getItem(PLACES_KEY))
      const next = placesWith(places, { ...whose, topUtf16, openId })
      window.localStorage.setItem(PLACES_KEY, JSON.stringify(next))
    }
    const onScroll = () => {
      clearTimeout(timer)
      timer = setTimeout(keep, keepAfterMs)
    }
    leave.current = keep
    scroller.addEventListener('scroll', onScroll, { passive: true })
    window.addEventListener('pagehide', keep)
    return () => {
      keep()
      scroller.removeEventListener('scroll', onScroll)
      window.removeEventListener('pagehide', keep)
    }
  }, [surface, isNamed])
  useLayoutEffect(() => {
    // The browser's memory: the place is read while the editor still stands, before it is taken down.
    return () => leave.current()
  }, [])
}
