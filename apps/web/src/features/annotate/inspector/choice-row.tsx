import { Segmented } from '../../../components/ui/segmented.tsx'
import { Select } from '../../../components/ui/select.tsx'

export type ChoiceRowProps<Value extends string> = {
  readonly label: string
  /** The words of each value, in the order they are offered. */
  readonly names: Readonly<Record<Value, string>>
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly isDisabled?: boolean
}

const mostInSight = 4

/** One small choice with its name: all in sight when they are few, else in a list. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>) {
  const { label, names, value, onChange, isDisabled = false } = props
  // The keys of a total record of names are its values.
  const values = Object.keys(names) as Value[]
  const options = values.map((each) => ({ value: each, label: names[each] }))
  const isShort = values.length <= mostInSight
  return (
    <>
      <h3>{label}</h3>
      {isShort ? (
        <Segmented
          label={label}
          options={options}
          value={value}
          onChange={onChange}
          isFilling
          isDisabled={isDisabled}
        />
      ) : (
        <Select
          label={label}
          options={options}
          value={value}
          onChange={onChange}
          isDisabled={isDisabled}
        />
      )}
    </>
  )
}
