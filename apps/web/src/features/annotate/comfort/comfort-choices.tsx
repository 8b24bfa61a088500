import {
  DENSITIES,
  READ_FACES,
  READ_SIZES,
  THEMES,
  useAppearance,
} from '../../../components/appearance.ts'
import { Segmented } from '../../../components/ui/segmented.tsx'
import { comfortText } from './comfort-text.ts'

/** How large, how close and in which letters the text stands, in this browser. */
export function ComfortChoices() {
  const look = useAppearance()
  return (
    <div className="comfort">
      <ComfortRow
        label={comfortText.size}
        values={READ_SIZES}
        names={comfortText.sizes}
        value={look.readSize}
        onChange={look.setReadSize}
      />
      <ComfortRow
        label={comfortText.face}
        values={READ_FACES}
        names={comfortText.faces}
        value={look.readFace}
        onChange={look.setReadFace}
      />
      <ComfortRow
        label={comfortText.lines}
        values={DENSITIES}
        names={comfortText.densities}
        value={look.density}
        onChange={look.setDensity}
      />
      <ComfortRow
        label={comfortText.theme}
        values={THEMES}
        names={comfortText.themes}
        value={look.theme}
        onChange={look.setTheme}
      />
    </div>
  )
}

type ComfortRowProps<Value extends string> = {
  readonly label: string
  readonly values: readonly Value[]
  readonly names: Readonly<Record<Value, string>>
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function ComfortRow<Value extends string>(props: ComfortRowProps<Value>) {
  const { label, values, names, value, onChange } = props
  const options = values.map((each) => ({ value: each, label: names[each] }))
  return (
    <div>
      <p className="label">{label}</p>
      <Segmented label={label} options={options} value={value} onChange={onChange} isFilling />
    </div>
  )
}
