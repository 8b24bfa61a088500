import { networkCodec } from '../network/network-codec.ts'
import { graphmlOf } from '../network/write-graphml.ts'

/** Networks for visone, R, networkx and their like. */
export const graphmlCodec = networkCodec({ id: 'graphml', title: 'GraphML networks' }, graphmlOf)
