import * as z from 'zod'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  min: z.int().min(-3).max(-1),
  max: z.int().min(1).max(3),
  /** The words for each point, by the point: `-2`, `0`, `1`. */
  labels: z.record(z.string(), z.string().max(100)),
}
const dataSchema = z.strictObject(shape)
export type ScaleData = Readonly<z.infer<typeof dataSchema>>

/** The scale of stances, from strongly against to strongly in favour. */
export const scaleKind: KindDefinition<ScaleData> = {
  ...plainKind,
  streams: ['codebook'],
  title: 'Stance scale',
  shape,
  fixed: [],
  openMaps: ['labels'],
  uniqueKey: () => 'the scale',
}
