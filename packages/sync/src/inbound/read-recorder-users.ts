import { foldEmail } from '@handrail/core';
import {
  addRunCounts,
  hasRecorderUsers,
  NO_COUNTS,
  recognizeOwnPeople,
  replaceRecorderUsers,
} from '@handrail/database';
import type { RecorderUser } from '@handrail/database';
import { GongError } from '@handrail/gong';
import type { GongClient, GongUser } from '@handrail/gong';
import type { OpenVendor } from '../vendors.ts';
import { storable } from './meeting-facts.ts';
import type { Slice } from './stream.ts';

/**
 * Reads who works at the recorder's company and under which addresses, in a full run and while nobody is known: a
 * colleague who joins under an alias is one of us. Stored meetings follow. An empty list is believed to be a fault, and a
 * key without the right to read users goes without: the card says which rights it has.
 */
export async function readRecorderUsers(slice: Slice, open: OpenVendor<GongClient>): Promise<void> {
  const connectionId = open.connection.id;
  const isDue =
    slice.run.mode === 'full' || !(await slice.transaction((tx) => hasRecorderUsers(tx, connectionId)));
  if (!isDue) return;
  const before = open.calls();
  const users = await listUsers(open.client, slice.signal);
  await slice.transaction(async (tx) => {
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls: open.calls() - before });
    if (users.length === 0) return;
    await replaceRecorderUsers(tx, connectionId, users);
    await recognizeOwnPeople(tx, slice.clock.now());
  });
}

async function listUsers(client: GongClient, signal: AbortSignal): Promise<RecorderUser[]> {
  const users: RecorderUser[] = [];
  try {
    for await (const page of client.users.list({ signal }))
      users.push(...page.items.map(toRecorderUser).filter(({ addresses }) => addresses.length > 0));
  } catch (thrown) {
    if (!(thrown instanceof GongError) || thrown.code !== 'gong_refused') throw thrown;
    return [];
  }
  return users;
}

function toRecorderUser(user: GongUser): RecorderUser {
  const told = [user.emailAddress, ...user.emailAliases, user.trustedEmailAddress];
  const addresses = told.map((address) => foldEmail(storable(address) ?? '')).filter((text) => text !== '');
  return { recorderId: user.id, addresses: [...new Set(addresses)] };
}
