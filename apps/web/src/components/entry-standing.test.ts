import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryStanding } from './entry-standing.ts';

const NEW = { does: 'post', reason: null, typeName: 'Meeting', heldBack: null } as const;
const CHANGED = { does: 'change', reason: null, typeName: null, heldBack: null } as const;
const LEFT = { does: 'nothing', reason: 'withdrawn-by-person', typeName: 'Meeting', heldBack: null } as const;

test('promises nothing of an entry before what holds it back is gone', () => {
  assert.equal(entryStanding(NEW), null);
  assert.equal(entryStanding(CHANGED), 'Stands at Gainsight, and is changed to this.');
  assert.equal(
    entryStanding({ ...CHANGED, heldBack: 'switched-off' }),
    'Stands at Gainsight, and is changed to this once the Timeline is switched on.',
  );
  assert.equal(
    entryStanding({ ...CHANGED, heldBack: 'paused' }),
    'Stands at Gainsight, and is changed to this once what goes out is resumed.',
  );
  assert.equal(
    entryStanding({ ...NEW, heldBack: 'switched-off' }),
    'Not posted: the Timeline is switched off. A person may send it once it is on.',
  );
  assert.match(entryStanding({ ...NEW, heldBack: 'paused' }) ?? '', /^Waits: everything outgoing is paused/u);
});

test('says of what is not sent why, and when a person may send it', () => {
  assert.equal(entryStanding(LEFT), 'Not sent: a person took it back. A person may send it all the same.');
  assert.match(
    entryStanding({ ...LEFT, heldBack: 'switched-off' }) ?? '',
    /may send it all the same once the Timeline is switched on\.$/u,
  );
});
