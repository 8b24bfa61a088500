import { useMemo, useRef } from 'react'
import { undoText } from '../../components/undo/undo-text.ts'
import { type CoreActions, coreActions, type Now, type Setting } from './actions/core-actions.ts'
import { documentActions } from './actions/document-actions.ts'
import { fieldActions } from './actions/field-actions.ts'
import { linkActions } from './actions/link-actions.ts'
import { tagActions } from './actions/tag-actions.ts'
import type { Doing } from './annotate-context.ts'
import { announcementsText } from './announcements/announcements-text.ts'

export type Actions = ReturnType<typeof createActions>

/** Everything a person can do on this screen, the same whether by key, button or menu. */
export function useActions(setting: Setting): Actions {
  const latest = useRef(setting)
  latest.current = setting
  return useMemo(() => createActions(() => latest.current), [])
}

function createActions(now: Now) {
  const core = coreActions(now)
  const fields = fieldActions(now, core)
  return {
    ...core,
    ...fields,
    ...tagActions(now, core),
    ...linkActions(now, core),
    ...documentActions(now, core, fields),
    ...undoActions(now, core),
    ask: (asking: Doing['asking']) => now().set({ asking }),
    dismissNotice: () => now().set({ notice: null }),
    /** Deletes the open record; false when none is. */
    deleteOpen: (): boolean => {
      const { openId } = now().doing
      if (openId) core.deleteRecords([openId])
      return openId !== null
    },
  }
}

function undoActions(now: Now, { say }: CoreActions) {
  const announce = (words: string) => now().surface.current?.announce(words)
  return {
    undo: async () => {
      const { kind } = await now().undoing.undo()
      if (kind === 'done') announce(announcementsText.undone)
      if (kind === 'nothing' || kind === 'unreachable') say({ text: undoText[kind] })
    },
    redo: async () => {
      const { kind } = await now().undoing.redo()
      if (kind === 'done') announce(announcementsText.redone)
      if (kind === 'unreachable') say({ text: undoText[kind] })
    },
  }
}
