import { type SplitGroup, type SplitName, splitNames } from './draw-splits.ts'
import type { LabelCount, SplitSize } from './release-manifest.ts'
import { summed } from './summed.ts'

/** Groups, the split of each by its id, and the labels whose sums are wanted. */
export type GroupsInSplits = {
  readonly groups: readonly SplitGroup[]
  readonly splits: ReadonlyMap<string, SplitName>
  readonly labels: readonly Pick<LabelCount, 'kind' | 'label'>[]
}

/** How much of everything each split gets. */
export function sizesOf({
  groups,
  splits,
  labels,
}: GroupsInSplits): Readonly<Record<SplitName, SplitSize>> {
  const sizeOf = (name: SplitName): SplitSize => {
    const own = groups.filter(({ id }) => splits.get(id) === name)
    const counts = summed(own.map((group) => group.labels))
    return {
      documents: own.reduce((sum, group) => sum + group.documents, 0),
      groups: own.length,
      labels: labels.map(({ kind, label }) => counts.get(`${kind} ${label}`) ?? 0),
    }
  }
  const [train, validation, test] = splitNames
  return { train: sizeOf(train), validation: sizeOf(validation), test: sizeOf(test) }
}
