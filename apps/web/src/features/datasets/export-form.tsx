import type { ProjectCodecId } from '@parallax/formats'
import { Download } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { Tip } from '../../components/ui/tooltip.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { ChooseDocumentsDialog } from './choose-documents-dialog.tsx'
import { datasetsText } from './datasets-text.ts'
import { type ExportChoice, exportAddress } from './export-address.ts'
import { Snippet } from './snippet.tsx'

const text = datasetsText.export
const codecIds: readonly ProjectCodecId[] = ['parallax', 'csv']

/** Chooses what of the project goes into a file, and gets it. */
export function ExportForm() {
  const { project } = useSession()
  const [choice, setChoice] = useState<ExportChoice>({
    codec: 'parallax',
    layers: 'all',
    documents: null,
  })
  const address = exportAddress(project.id, choice)
  return (
    <section className="ds__part" aria-labelledby="export-title">
      <h2 className="h2" id="export-title">
        {text.title}
      </h2>
      <Formats value={choice.codec} onChange={(codec) => setChoice({ ...choice, codec })} />
      <Scope choice={choice} onChange={setChoice} />
      <div className="ds__get">
        {address === undefined ? (
          <Tip text={text.noneChosen}>
            <Button aria-disabled="true">
              <Download className="icon icon--sm" />
              {text.download}
            </Button>
          </Tip>
        ) : (
          <Button asChild look="primary">
            <a href={address} download>
              <Download className="icon icon--sm" />
              {text.download}
            </a>
          </Button>
        )}
        <p className="hint">{text.offsets}</p>
      </div>
      <Snippet codec={choice.codec} project={project.name} />
    </section>
  )
}

type FormatsProps = {
  readonly value: ProjectCodecId
  readonly onChange: (codec: ProjectCodecId) => void
}

function Formats({ value, onChange }: FormatsProps) {
  const choose = (chosen: string) => {
    const codec = codecIds.find((id) => id === chosen)
    if (codec) onChange(codec)
  }
  return (
    <RadioGroup.Root
      className="ds__formats"
      aria-label={text.format}
      value={value}
      onValueChange={choose}
    >
      {codecIds.map((id) => (
        <RadioGroup.Item key={id} className="choice" value={id}>
          <span className="radio" aria-hidden="true" />
          <span className="grow">
            <b>
              <span className="ds__format">
                {text.formats[id].title}
                <span className="mono muted">{text.formats[id].extension}</span>
                {text.formats[id].isLossless && <Tag look="good">{text.lossless}</Tag>}
              </span>
            </b>
            <small>{text.formats[id].text}</small>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}

type ScopeProps = {
  readonly choice: ExportChoice
  readonly onChange: (choice: ExportChoice) => void
}

const layerOptions = [
  { value: 'all' as const, label: text.allLayers },
  { value: 'mine' as const, label: text.myLayers },
]
const documentOptions = [
  { value: 'all' as const, label: text.allDocuments },
  { value: 'some' as const, label: text.someDocuments },
]

function Scope({ choice, onChange }: ScopeProps) {
  const [isChoosing, setIsChoosing] = useState(false)
  const { documents } = choice
  const choose = (which: 'all' | 'some') => {
    onChange({ ...choice, documents: which === 'all' ? null : [] })
    setIsChoosing(which === 'some')
  }
  return (
    <div className="ds__scope">
      <div>
        <span className="label">{text.layers}</span>
        <Segmented
          label={text.layers}
          options={layerOptions}
          value={choice.layers}
          onChange={(layers) => onChange({ ...choice, layers })}
        />
      </div>
      <div>
        <span className="label">{text.documents}</span>
        <div className="row">
          <Segmented
            label={text.documents}
            options={documentOptions}
            value={documents === null ? 'all' : 'some'}
            onChange={choose}
          />
          {documents !== null && (
            <Button onClick={() => setIsChoosing(true)}>{text.choose(documents.length)}</Button>
          )}
        </div>
      </div>
      {isChoosing && documents !== null && (
        <ChooseDocumentsDialog
          chosen={documents}
          onChange={(next) => onChange({ ...choice, documents: next })}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </div>
  )
}
