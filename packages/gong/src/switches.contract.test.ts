import { after, before, test } from 'node:test';
import { coveringSwitches, randomSwitches, singleSwitches } from '@handrail/sandbox';
import { type GongSwitchContract, startGongSwitchContract } from './testing.ts';

let contract: GongSwitchContract;
before(async () => {
  contract = await startGongSwitchContract();
});
after(() => contract[Symbol.asyncDispose]());

for (const sample of singleSwitches({}, 'gong'))
  test(`reads and fails alike with ${sample.title}`, () => contract.check(sample));

// Without an address the key is refused at once, which would hide the other switch of a pair.
for (const [index, sample] of coveringSwitches({ gongKeyFrom: 'anywhere' }).entries())
  test(`reads and fails alike in row ${index + 1} of all pairs`, () => contract.check(sample));

for (const [index, sample] of randomSwitches(1, 2).entries())
  test(`reads and fails alike in random row ${index} of seed 1`, () => contract.check(sample));
