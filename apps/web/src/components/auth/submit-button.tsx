import type { ReactNode } from 'react'
import { useIsHydrated } from '../hydrated.ts'
import { Button } from '../ui/button.tsx'

export type SubmitButtonProps = { readonly isBusy: boolean; readonly children: ReactNode }

/** Sends its form; pressed by Enter from any field. */
export function SubmitButton({ isBusy, children }: SubmitButtonProps) {
  const isHydrated = useIsHydrated()
  return (
    <Button
      type="submit"
      look="primary"
      size="lg"
      shape="block"
      keyCap="Enter"
      isBusy={isBusy}
      disabled={!isHydrated}
      data-waking={isHydrated ? undefined : ''}
    >
      {children}
    </Button>
  )
}
