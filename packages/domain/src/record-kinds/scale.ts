import * as z from 'zod/mini'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  min: z.int().check(z.minimum(-3), z.maximum(-1)),
  max: z.int().check(z.minimum(1), z.maximum(3)),
  /** The words for each point, by the point: `-2`, `0`, `1`. */
  labels: z.record(z.string(), z.string().check(z.maxLength(100))),
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
