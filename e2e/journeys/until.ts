import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Asks until it is so; fails after a minute. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    assert.ok(tries < 240, 'it did not come about in a minute');
    await pause(250);
  }
}
