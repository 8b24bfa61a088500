import { Tabs as RadixTabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export type Tab<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly count?: number
}

export type TabsProps<Value extends string> = {
  readonly label: string
  readonly tabs: readonly Tab<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** `TabPanel`s, one a tab. */
  readonly children: ReactNode
  /** `seg`: the raised look of a segmented control. */
  readonly look?: 'line' | 'seg'
  readonly className?: string
}

/** Several pages in one place. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, tabs, value, onChange, children, look = 'line', className } = props
  const choose = (chosen: string) => {
    const tab = tabs.find((candidate) => candidate.value === chosen)
    if (tab !== undefined) onChange(tab.value)
  }
  return (
    <RadixTabs.Root className={cn(className)} value={value} onValueChange={choose}>
      <RadixTabs.List className={look === 'seg' ? 'seg' : 'tabs__list'} aria-label={label}>
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className={look === 'seg' ? 'seg__item' : 'tabs__tab'}
          >
            {tab.label}
            {tab.count !== undefined && <span className="count"> {tab.count}</span>}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {children}
    </RadixTabs.Root>
  )
}

export type TabPanelProps = { readonly value: string; readonly children: ReactNode }

export function TabPanel({ value, children }: TabPanelProps) {
  return (
    <RadixTabs.Content className="tabs__panel" value={value}>
      {children}
    </RadixTabs.Content>
  )
}
