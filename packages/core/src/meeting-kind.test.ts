import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meetingKind } from './meeting-kind.ts';

test('tells the kind of a meeting by whole words of its title, in English and German', () => {
  const titles = {
    'Lindqvist QBR Q3': 'business-review',
    'Quarterly Business Review': 'business-review',
    Quartalsgespräch: 'business-review',
    'Kick-off Nordlicht': 'kick-off',
    'Escalation: export broken': 'escalation',
    'Vertragsverlängerung 2027': 'renewal',
    'Admin training': 'training',
    'Weekly sync': 'default',
    '': 'default',
  };
  for (const [title, kind] of Object.entries(titles)) assert.equal(meetingKind(title), kind, title);
});
