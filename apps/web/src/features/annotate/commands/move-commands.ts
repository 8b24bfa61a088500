import type { CommandAct, KeymapSetting } from './command.ts'

/** Going from record to record and from document to document. */
export const moveCommands = {
  'record.next': { run: ({ onStep }) => onStep(1) },
  'record.previous': { run: ({ onStep }) => onStep(-1) },
  'document.next': {
    run: (setting) => go(setting, setting.annotation.opened.position.next),
    isAvailable: ({ annotation }) => annotation.opened.position.next !== null,
  },
  'document.previous': {
    run: (setting) => go(setting, setting.annotation.opened.position.previous),
    isAvailable: ({ annotation }) => annotation.opened.position.previous !== null,
  },
} as const satisfies Readonly<Record<string, CommandAct>>

function go({ onGo }: KeymapSetting, documentId: string | null): boolean {
  onGo(documentId)
  return documentId !== null
}
