/** For tests of others: what an attacker would have a model answer. */
export { hostileAnswer, PAYLOADS } from './model/hostile-payloads.ts';
