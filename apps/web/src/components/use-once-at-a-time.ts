import { useRef } from 'react'

type Mutation<Variables> = {
  readonly mutate: (variables: Variables, options: { readonly onSettled: () => void }) => void
}

/**
 * Begins a mutation, unless one is under way: two presses may come before the screen can say that the
 * first is being seen to.
 */
export function useOnceAtATime<Variables>({
  mutate,
}: Mutation<Variables>): (variables: Variables) => void {
  const isUnderWay = useRef(false)
  return (variables) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    const onSettled = () => {
      isUnderWay.current = false
    }
    mutate(variables, { onSettled })
  }
}
