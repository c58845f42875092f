import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { type HierarchyNode, linkParents } from '@handrail/core';
import fc from 'fast-check';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

/** Seeds of the tests; `npm run nightly` asks for others. */
const seeds = askedSeeds(process.argv, [1]);
const COMPANIES = 9;
const OUTSIDE = '1P02000000000000000000000000000000000';

/** Each company's parent after a step: one of them, itself among them, one that nobody has, or none. */
const parents = fc.array(fc.option(fc.nat({ max: COMPANIES }), { nil: null }), {
  minLength: COMPANIES,
  maxLength: COMPANIES,
});
const steps = fc.array(parents, { minLength: 2, maxLength: 3 });

for (const seed of seeds) {
  test(`places accounts as all edges taken together do, step by step (seed ${seed})`, async () => {
    const sync = await startSyncTest(import.meta.url, { sandbox: { companies: COMPANIES } });
    await sync.connect();
    await sync.save(TEST_CONFIG);
    const ids = sync.source.rows('company').map((row) => String(row['Gsid']));
    let nodes: HierarchyNode[] = [];
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        for (const parentOf of chosen) {
          for (const [at, parent] of parentOf.entries()) {
            const value = parent === null ? null : (ids[parent] ?? OUTSIDE);
            await sync.source.update('company', ids[at] ?? '', { ParentCompany: value });
          }
          sync.clock.advance(60_000);
          const { state } = await sync.run('accounts');
          assert.equal(state, 'done');
          nodes = nextNodes(nodes, ids, parentOf, sync.clock.now());
          assert.deepEqual(await storedPlaces(sync), expectedPlaces(nodes));
        }
      }),
      { seed, numRuns: 15 },
    );
  });
}

/** An edge that stands keeps its age; one that is new is as old as the run that saw it. */
function nextNodes(
  before: readonly HierarchyNode[],
  ids: readonly string[],
  parentOf: readonly (number | null)[],
  now: Date,
): HierarchyNode[] {
  const known = new Map(treeOf(before).map((node) => [node.gainsightId, node]));
  return ids.map((gainsightId, at) => {
    const parent = parentOf[at] ?? null;
    const parentGainsightId = parent === null ? null : (ids[parent] ?? OUTSIDE);
    const old = known.get(gainsightId);
    const linkedAt = old !== undefined && old.parentGainsightId === parentGainsightId ? old.linkedAt : now;
    return { gainsightId, parentGainsightId, linkedAt };
  });
}

/** Those that have a parent or are one: only they have a place. */
function treeOf(nodes: readonly HierarchyNode[]): HierarchyNode[] {
  const named = new Set(nodes.map(({ parentGainsightId }) => parentGainsightId));
  return nodes.filter(
    ({ gainsightId, parentGainsightId }) => parentGainsightId !== null || named.has(gainsightId),
  );
}

function expectedPlaces(nodes: readonly HierarchyNode[]): unknown[] {
  const { places, cuts } = linkParents(treeOf(nodes));
  const cycles = new Map(cuts.map(({ gainsightId, cycle }) => [gainsightId, cycle]));
  return [...places]
    .map(([id, { parent, root, depth, path }]) => ({
      id,
      parent,
      root,
      depth,
      path,
      cycle: cycles.get(id) ?? null,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The places as stored, by source ids. */
async function storedPlaces(sync: Awaited<ReturnType<typeof startSyncTest>>): Promise<unknown[]> {
  return sync.transaction((tx) =>
    tx.query(`
      select a.gainsight_id as id, parent.gainsight_id as parent, root.gainsight_id as root, p.depth, p.cycle,
        (select array_agg(b.gainsight_id order by step.at) from unnest(p.path) with ordinality as step(id, at)
          join accounts b on b.id = step.id) as path
      from account_places p join accounts a on a.id = p.account_id
      join accounts root on root.id = p.root_account_id
      left join accounts parent on parent.id = p.parent_account_id
      order by a.gainsight_id collate "C"`),
  );
}
