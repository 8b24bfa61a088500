import { Command } from 'cmdk'
import { Check, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { componentsText } from '../components-text.ts'
import type { ComboboxOption, ComboboxProps } from './combobox.tsx'
import { Spinner } from './spinner.tsx'

export type ComboboxListProps = ComboboxProps & { readonly onDone: () => void }

/** What opens under a `Combobox`. Apart from it, so that its library comes only when needed. */
export function ComboboxList(props: ComboboxListProps) {
  const { options, onChange, onSearch, isLoading = false, onDone } = props
  const [text, setText] = useState('')
  const type = (next: string) => {
    setText(next)
    onSearch?.(next)
  }
  const choose = (value: string) => {
    onChange(value)
    onDone()
  }
  return (
    <Command shouldFilter={onSearch === undefined} label={props.label ?? componentsText.find}>
      <div className="menu__find">
        <Search className="icon icon--sm" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={type}
          placeholder={componentsText.find}
        />
        {isLoading && <Spinner />}
      </div>
      <Command.List className="combo__list">
        {!isLoading && (
          <Command.Empty className="menu__none">
            {props.emptyText ?? componentsText.nothingFound}
          </Command.Empty>
        )}
        {options.map((option) => (
          <OptionLine
            key={option.value}
            option={option}
            isChosen={option.value === props.value}
            onChoose={choose}
          />
        ))}
        <CreateLine text={text.trim()} {...props} />
      </Command.List>
    </Command>
  )
}

type OptionLineProps = {
  readonly option: ComboboxOption
  readonly isChosen: boolean
  readonly onChoose: (value: string) => void
}

function OptionLine({ option, isChosen, onChoose }: OptionLineProps) {
  return (
    <Command.Item
      className="menu__item"
      value={option.value}
      keywords={[option.label, option.hint ?? '']}
      onSelect={() => onChoose(option.value)}
    >
      {option.mark}
      <span className="grow">
        {option.label}
        {option.hint !== undefined && <small>{option.hint}</small>}
      </span>
      {isChosen && <Check className="icon icon--sm menu__tick" />}
    </Command.Item>
  )
}

function CreateLine({ text, options, onCreate, onDone }: ComboboxListProps & { text: string }) {
  const isThere = options.some((option) => option.label === text)
  if (onCreate === undefined || text === '' || isThere) return null
  return (
    <Command.Item
      className="menu__item"
      forceMount
      value={`create ${text}`}
      onSelect={() => {
        onCreate(text)
        onDone()
      }}
    >
      <Plus className="icon icon--sm" />
      {componentsText.create(text)}
    </Command.Item>
  )
}
