import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUserId } from './ids.ts';
import { judgeSignIn } from './judge-sign-in.ts';
import type { SignInCandidate } from './judge-sign-in.ts';

const ids = ['1', '2'].map((digit) => parseUserId(`00000000-0000-7000-8000-00000000000${digit}`));
const identity = { issuer: 'https://idp', subject: 's1', email: 'bo@own.example', isEmailVouched: true };

function candidate(at: number, over: Partial<SignInCandidate> = {}): SignInCandidate {
  const id = ids[at];
  assert.ok(id !== undefined);
  return { id, issuer: null, subject: null, noAccess: null, ...over };
}

test('goes by issuer and subject, whatever the address says', () => {
  const tied = candidate(0, { issuer: 'https://idp', subject: 's1' });
  const verdict = judgeSignIn({ ...identity, email: 'new@own.example', isEmailVouched: false }, [
    tied,
    candidate(1),
  ]);
  assert.deepEqual(verdict, { kind: 'known', userId: tied.id, isNew: false });
});

test('ties a person by a vouched address once, and never a second identity or person by it', () => {
  const refusal = (candidates: readonly SignInCandidate[], vouched = true) => {
    const verdict = judgeSignIn({ ...identity, isEmailVouched: vouched }, candidates);
    return verdict.kind === 'refused' ? verdict.reason : verdict.isNew;
  };
  assert.equal(refusal([candidate(0)]), true);
  assert.equal(refusal([candidate(0)], false), 'email-not-verified');
  assert.equal(refusal([candidate(0), candidate(1)]), 'ambiguous');
  assert.equal(
    refusal([candidate(0), candidate(1, { noAccess: 'gone' })]),
    true,
    'the address was passed on',
  );
  assert.equal(refusal([candidate(0, { issuer: 'https://idp', subject: 'old' })]), 'tied-to-another');
  assert.equal(refusal([candidate(0, { issuer: 'https://other', subject: 's1' })]), 'tied-to-another');
  assert.equal(refusal([candidate(0, { noAccess: 'inactive' })]), 'no-access');
  assert.equal(refusal([candidate(0, { ...identity, noAccess: 'inactive' }), candidate(1)]), 'no-access');
  assert.equal(refusal([]), 'unknown');
});
