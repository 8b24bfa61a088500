import { networkCodec } from '../network/network-codec.ts'
import { gexfOf } from '../network/write-gexf.ts'

/** Networks for Gephi. */
export const gexfCodec = networkCodec({ id: 'gexf', title: 'GEXF networks' }, gexfOf)
