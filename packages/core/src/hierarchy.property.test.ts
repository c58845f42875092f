import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkParents } from './hierarchy.ts';
import type { HierarchyNode } from './hierarchy.ts';

const seed = 20_261_124;
const nodes: fc.Arbitrary<readonly HierarchyNode[]> = fc
  .array(fc.tuple(fc.option(fc.nat({ max: 13 }), { nil: null }), fc.nat({ max: 4 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) =>
    rows.map(([parent, at], index) => ({
      gainsightId: `c${index}`,
      parentGainsightId: parent === null ? null : `c${parent}`,
      linkedAt: new Date(at),
    })),
  );

test(`links the same forest in any order of arrival (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      nodes.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const [left, right] = [linkParents(list), linkParents(shuffled)];
        assert.deepEqual(new Map([...left.places].toSorted()), new Map([...right.places].toSorted()));
        assert.deepEqual(left.cuts, right.cuts);
      },
    ),
    { seed, numRuns: 300 },
  );
});

test(`keeps every edge but those it reports, and every path ends at a root (seed ${seed})`, () => {
  fc.assert(
    fc.property(nodes, (list) => {
      const { places, cuts } = linkParents(list);
      const cutIds = new Set(cuts.map((cut) => cut.gainsightId));
      for (const node of list) {
        const place = places.get(node.gainsightId);
        assert.ok(place !== undefined);
        const isInside = list.some((other) => other.gainsightId === node.parentGainsightId);
        const expected = isInside && !cutIds.has(node.gainsightId) ? node.parentGainsightId : null;
        assert.equal(place.parent, expected);
        assert.equal(place.placeholder, isInside ? null : node.parentGainsightId);
        assert.equal(new Set(place.path).size, place.path.length);
        assert.equal(place.path[0], place.root);
        assert.equal(place.path.length, place.depth + 1);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('cuts a cycle at its newest edge and names the cycle', () => {
  const node = (gainsightId: string, parentGainsightId: string, at: number): HierarchyNode => ({
    gainsightId,
    parentGainsightId,
    linkedAt: new Date(at),
  });
  const { places, cuts } = linkParents([
    node('a', 'b', 1),
    node('b', 'c', 3),
    node('c', 'a', 2),
    node('d', 'd', 0),
  ]);
  assert.deepEqual(cuts, [
    { gainsightId: 'd', parentGainsightId: 'd', cycle: ['d'] },
    { gainsightId: 'b', parentGainsightId: 'c', cycle: ['b', 'c', 'a'] },
  ]);
  assert.deepEqual(places.get('c')?.path, ['b', 'a', 'c']);
});

test('links a chain of 3,000 that arrives leaf first', () => {
  const chain = Array.from({ length: 3000 }, (_, index) => ({
    gainsightId: `n${index}`,
    parentGainsightId: index === 0 ? null : `n${index - 1}`,
    linkedAt: new Date(3000 - index),
  }));
  assert.equal(linkParents(chain).places.get('n2999')?.depth, 2999);
});
