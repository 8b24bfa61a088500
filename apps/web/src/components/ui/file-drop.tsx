import { useEffect, useRef, useState } from 'react'
import { SheetArt } from './sheet-art.tsx'
import { Tag } from './tag.tsx'

export type FileDropProps = {
  /** One sentence: “Drop to add files to River disputes”. */
  readonly title: string
  readonly text: string
  /** Kinds of file that are taken, in words. */
  readonly kinds: readonly string[]
  readonly onFiles: (files: readonly File[]) => void
  readonly isDisabled?: boolean
}

/** Takes files dropped anywhere on the window; while they hover it shows one frame and one sentence. */
export function FileDrop({ title, text, kinds, onFiles, isDisabled = false }: FileDropProps) {
  const isOver = useFileDrag(onFiles, isDisabled)
  if (!isOver) return null
  return (
    <div className="drop" role="status">
      <div className="drop__in">
        <SheetArt isStack />
        <h2>{title}</h2>
        <p>{text}</p>
        <p className="drop__kinds">
          {kinds.map((kind) => (
            <Tag key={kind}>{kind}</Tag>
          ))}
        </p>
      </div>
    </div>
  )
}

function useFileDrag(onFiles: (files: readonly File[]) => void, isDisabled: boolean): boolean {
  const [isOver, setIsOver] = useState(false)
  const taker = useRef(onFiles)
  useEffect(() => {
    // Keeps the newest taker for the window's listeners, which are set once.
    taker.current = onFiles
  }, [onFiles])
  useEffect(() => {
    // Keeps step with files dragged over the window.
    if (isDisabled) return
    return listenForFiles(setIsOver, (files) => taker.current(files))
  }, [isDisabled])
  return isOver
}

function listenForFiles(
  onOver: (isOver: boolean) => void,
  onDrop: (files: readonly File[]) => void,
): () => void {
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    onOver(true)
  }
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) onOver(false)
  }
  const drop = (event: DragEvent) => {
    onOver(false)
    if (!hasFiles(event)) return
    event.preventDefault()
    onDrop([...(event.dataTransfer?.files ?? [])])
  }
  window.addEventListener('dragover', over)
  window.addEventListener('dragleave', leave)
  window.addEventListener('drop', drop)
  return () => {
    window.removeEventListener('dragover', over)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('drop', drop)
  }
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
