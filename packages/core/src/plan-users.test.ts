import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUserId } from './ids.ts';
import { planUsers } from './plan-users.ts';
import type { StandingUser, UserRecord } from './plan-users.ts';
import type { RoleMap } from './role-map.ts';

const MAP: RoleMap = {
  admin: { superAdmins: true, people: [] },
  manager: { withReports: true, people: [] },
  user: { licences: [] },
};
const now = new Date('2026-03-01T00:00:00Z');
const admin = (number: number, lastSignInAt: Date | null): StandingUser => ({
  id: parseUserId(`01890000-0000-7000-8000-00000000000${number}`),
  gainsightId: `1P0${number}`,
  email: `a${number}@own.example`,
  name: `A${number}`,
  title: null,
  licence: 'Full',
  managerGainsightId: null,
  emailSince: now,
  role: 'admin',
  noAccess: null,
  source: 'gainsight',
  lastSignInAt,
});
const standing = [admin(1, null), admin(2, now), admin(3, new Date(0))];
const recordOf = (user: StandingUser, over: Partial<UserRecord>): UserRecord => ({
  gainsightId: user.gainsightId ?? '',
  name: user.name,
  email: user.email,
  title: null,
  isActive: true,
  isSuperAdmin: false,
  licence: 'Full',
  isExternal: false,
  managerGainsightId: null,
  createdAt: now,
  isGone: false,
  ...over,
});

test('keeps the last admin who signed in, whether all were lowered, deactivated or gone', () => {
  for (const over of [{}, { isActive: false }, { isGone: true }, { licence: null }]) {
    const records = standing.map((user) => recordOf(user, over));
    const plan = planUsers({ records, standing, map: MAP, isGoverned: true, now });
    assert.equal(plan.keptAdmin, standing[1]?.id);
    const lost = [...plan.exits, ...plan.lowered].toSorted();
    assert.deepEqual(lost, [standing[0]?.id, standing[2]?.id]);
    assert.equal(plan.lowered.size, Object.keys(over).length === 0 ? 2 : 0);
  }
});

test('keeps nobody by force while another admin is left', () => {
  const records = standing.map((user, at) => recordOf(user, { isSuperAdmin: at === 0 }));
  const plan = planUsers({ records, standing, map: MAP, isGoverned: true, now });
  assert.deepEqual([plan.keptAdmin, plan.exits.size, plan.lowered.size], [null, 0, 2]);
});
