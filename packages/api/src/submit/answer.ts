import type { OperationId, Refusal, UserId } from '@parallax/domain'

/**
 * What became of one operation. `ok`: it is in the log, on the disk, at `seq` of its stream;
 * `deletedBy` tells who had deleted the record that it wrote to. `refused`: a rule says no, and
 * nothing is stored. `retry`: what it builds on has not arrived; it may be sent again after that.
 */
export type Answer =
  | {
      readonly id: OperationId
      readonly result: 'ok'
      readonly seq: number
      readonly deletedBy?: UserId
    }
  | { readonly id: OperationId; readonly result: 'refused'; readonly refusal: Refusal }
  | {
      readonly id: OperationId
      readonly result: 'retry'
      readonly reason: 'prerequisite-missing'
    }
