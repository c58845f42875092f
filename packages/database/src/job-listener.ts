import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { toError } from '@handrail/core';
import pg from 'pg';
import type { ClientConfig } from 'pg';

/** What a listener tells. */
export interface ListenerEvents {
  readonly onNotification: (payload: string) => void;
  /** It listens, for the first time or again: what was notified before is unknown. */
  readonly onListening: () => void;
  readonly onError: (error: Error) => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Listens to a channel of PostgreSQL on a connection of its own until it is closed; when that is lost, again after a
 * wait that doubles from 1 s to 30 s. Throws when the first connection fails. The engine's own listener takes its
 * handlers off a connection that it closes, so that a last word of the database, as it says when both are stopped at
 * once, ends the process.
 */
export async function listenTo(
  connection: ClientConfig,
  channel: string,
  events: ListenerEvents,
): Promise<{ close(): Promise<void> }> {
  const connect = () => connectTo(connection, channel, events);
  const closing = new AbortController();
  const listening = keepListening(await connect(), connect, events.onError, closing.signal);
  return {
    async close() {
      closing.abort();
      await listening;
    },
  };
}

async function keepListening(
  first: pg.Client,
  connect: () => Promise<pg.Client>,
  onError: ListenerEvents['onError'],
  closing: AbortSignal,
): Promise<void> {
  let client: pg.Client | null = first;
  let waitMs = FIRST_WAIT_MS;
  while (!closing.aborted) {
    if (client === null) {
      await pause(waitMs, undefined, { signal: closing }).catch(() => undefined);
      if (closing.aborted) break;
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
      client = await connect().catch((thrown: unknown) => {
        onError(toError(thrown));
        return null;
      });
    } else {
      // Rejects when it fails and when this is closed: either way it is over.
      await once(client, 'end', { signal: closing }).catch(() => undefined);
      await client.end();
      client = null;
      waitMs = FIRST_WAIT_MS;
    }
  }
  await client?.end();
}

async function connectTo(
  connection: ClientConfig,
  channel: string,
  { onNotification, onListening, onError }: ListenerEvents,
): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on('error', onError);
  client.on('notification', ({ payload }) => {
    if (payload !== undefined) onNotification(payload);
  });
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end();
    throw error;
  }
  onListening();
  return client;
}
