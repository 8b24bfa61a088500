import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView } from '@codemirror/view'

/** What the frame of the editor needs to know. */
export type FrameOptions = {
  readonly label: string
  readonly language?: string
  readonly nonce?: string
}

/**
 * A text that can be read, focused and selected but never typed into. It is not contenteditable, so
 * no on-screen keyboard comes up.
 */
export function editorFrame({ label, language, nonce }: FrameOptions): Extension {
  const blinkMs = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1200
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorState.lineSeparator.of('\n'),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    drawSelection({ cursorBlinkRate: blinkMs }),
    EditorView.contentAttributes.of({
      tabindex: '0',
      role: 'document',
      'aria-label': label,
      ...(language ? { lang: language } : {}),
    }),
    nonce ? EditorView.cspNonce.of(nonce) : [],
  ]
}
