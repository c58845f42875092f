// A door for loops that hold the laws of this package against models of the outside, with counts of the caller's choice.
export { askedSeeds } from './asked-seeds.ts';
export { makeAttributionWorld, runAttributions } from './attribution-model.ts';
export type { AttributionTally, AttributionWorld } from './attribution-model.ts';
export { runInterleavings } from './delivery-model.ts';
export type { InterleavingTally } from './delivery-model.ts';
export { runPagings } from './paging-model.ts';
export type { PagingTally } from './paging-model.ts';
export { createRandom } from './seeded-random.ts';
export type { Random } from './seeded-random.ts';
