import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPermitted, PERMISSIONS, ROLES } from './permissions.ts';
import type { PermittedAction } from './permissions.ts';

function isAction(name: string): name is PermittedAction {
  return name in PERMISSIONS;
}

test('lets an admin do everything', () => {
  const actions = Object.keys(PERMISSIONS).filter(isAction);
  assert.ok(actions.length > 5);
  assert.ok(actions.every((action) => isPermitted('admin', action)));
});

test('lets managers and users read the product, correct, send and place what they read, and nothing else', () => {
  for (const role of ROLES.filter((name) => name !== 'admin')) {
    const actions = Object.keys(PERMISSIONS).filter(isAction);
    const allowed = actions.filter((action) => isPermitted(role, action));
    assert.deepEqual(allowed, [
      'public',
      'session',
      'read',
      'correct-summaries',
      'send-meetings',
      'attribute-meetings',
    ]);
  }
});
