import { after, before, test } from 'node:test';
import { coveringSwitches, randomSwitches, singleSwitches } from '@handrail/sandbox';
import { startSwitchContract, type SwitchContract } from './testing.ts';

let contract: SwitchContract;
before(async () => {
  contract = await startSwitchContract();
});
after(() => contract[Symbol.asyncDispose]());

for (const sample of singleSwitches())
  test(`reads, writes and fails alike with ${sample.title}`, () => contract.check(sample));

for (const [index, sample] of coveringSwitches().entries())
  test(`reads, writes and fails alike in row ${index + 1} of all pairs`, () => contract.check(sample));

for (const [index, sample] of randomSwitches(1, 2).entries())
  test(`reads, writes and fails alike in random row ${index} of seed 1`, () => contract.check(sample));
