import {
  createSecret,
  findConnection,
  findRecordsSample,
  saveConnection,
  saveSourceFields,
} from '@handrail/database';
import type { ConnectionRow } from '@handrail/database';
import type { WorkspaceId } from '@handrail/core';
import { createGainsightClient, GainsightError, parseSubdomain } from '@handrail/gainsight';
import type { GainsightCredential, GainsightReader } from '@handrail/gainsight';
import { createGongClient, GongError } from '@handrail/gong';
import type { GongClient } from '@handrail/gong';
import { SyncError } from './errors.ts';
import { failureOf } from './failure.ts';
import { COMPANY, USER } from './inbound/account-context.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';
import { GSID } from './inbound/source-record.ts';
import { COMPANY_PERSON, PERSON, RELATIONSHIP_PERSON } from './inbound/stakeholder-context.ts';
import { probeGainsight } from './probe-gainsight.ts';
import { toStoredField } from './source-fields.ts';
import { countedHttp, SECRET_PURPOSE } from './vendors.ts';
import type { GongCredential, Vendors } from './vendors.ts';

/** What a try of one object or call answered. */
export interface Reached {
  readonly object: string;
  readonly label: string;
  readonly outcome: 'described' | 'row-read' | 'refused' | 'empty';
  readonly code: string | null;
  readonly fields: number | null;
}

/** Where a Gainsight tenant is: a subdomain or pasted address, or an origin that the operator listed. */
export type GainsightAddress = { readonly subdomain: string } | { readonly url: string };

/** The objects that a try asks for, with the words that people use for them. */
const OBJECTS = [
  [COMPANY, 'Companies'],
  [USER, 'Users'],
  [RELATIONSHIP, 'Relationships'],
  [PERSON, 'People'],
  [COMPANY_PERSON, 'Company people'],
  [RELATIONSHIP_PERSON, 'Relationship people'],
  ['activity_timeline', 'Timeline'],
] as const;

/**
 * Tries a tenant for real, then stores the credential and the fields. Nothing is stored when the try fails. Throws
 * what the try met (see failure.ts), subdomain_invalid, address_not_allowed, tenant_changed.
 */
export async function connectGainsight(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  address: GainsightAddress,
  credential: GainsightCredential,
  signal: AbortSignal,
): Promise<ConnectionRow> {
  const place = placeOf(vendors, address);
  const { http } = countedHttp(vendors.outgoing, { priority: 'preview', caller: workspaceId });
  const client = createGainsightClient({ origin: place.origin, credential, http, write: false });
  try {
    await client.checkCredential({ signal });
    await refuseOtherTenant(vendors, workspaceId, client, signal);
    const tried = await tryObjects(client, signal);
    const capabilities = await probeGainsight(client, signal);
    const now = vendors.outgoing.clock.now();
    return await vendors.database.workspace(workspaceId).transaction(async (tx) => {
      const secretId = await createSecret(tx, vendors.secretKey, {
        purpose: SECRET_PURPOSE.gainsight,
        text: JSON.stringify(credential),
      });
      const connection = await saveConnection(tx, {
        vendor: 'gainsight',
        ...place,
        credentialKind: credential.kind,
        secretId,
        reached: tried.reached,
        capabilities,
        now,
      });
      for (const [object, fields] of tried.fieldsOf)
        await saveSourceFields(tx, connection.id, object, fields, now);
      return connection;
    });
  } finally {
    await client.close();
  }
}

function placeOf(
  vendors: Vendors,
  address: GainsightAddress,
): { readonly origin: string; readonly subdomain: string | null } {
  if ('url' in address) {
    const url = URL.parse(address.url);
    const isListed = url !== null && vendors.outgoing.allowOrigins.includes(url.origin);
    if (isListed) return { origin: url.origin, subdomain: null };
    throw new SyncError({
      code: 'address_not_allowed',
      message: 'This address is not on the list of allowed origins.',
      remedy: 'Have the operator list its origin in HANDRAIL_ALLOW_ORIGINS, or give the subdomain instead.',
    });
  }
  const parsed = parseSubdomain(address.subdomain);
  if (parsed.ok) return { origin: parsed.origin, subdomain: parsed.subdomain };
  throw new SyncError({
    code: 'subdomain_invalid',
    message: parsed.text,
    remedy:
      'Give the first part of your Gainsight address: for https://staircase.gainsightcloud.com it is staircase.',
    facts: { reason: parsed.code },
  });
}

/** Records of one tenant must never be taken for those of another: ids that are ours must answer there. */
async function refuseOtherTenant(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  client: GainsightReader,
  signal: AbortSignal,
): Promise<void> {
  const known = await vendors.database.workspace(workspaceId).transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    return connection === undefined
      ? []
      : findRecordsSample(tx, { connectionId: connection.id, object: COMPANY }, 50);
  });
  if (known.length === 0) return;
  const page = await client.query(
    COMPANY,
    { select: [GSID], where: [{ name: GSID, operator: 'IN', value: known }], limit: known.length },
    { signal },
  );
  if (page.rows.length > 0) return;
  throw new SyncError({
    code: 'tenant_changed',
    message: 'This is another tenant: it knows none of the companies that were imported.',
    remedy: 'Connect the former tenant, or start a new workspace for this one.',
  });
}

async function tryObjects(client: GainsightReader, signal: AbortSignal) {
  const reached: Reached[] = [];
  const fieldsOf = new Map<string, ReturnType<typeof toStoredField>[]>();
  for (const [object, label] of OBJECTS) {
    try {
      const described = await client.objects.describe(object, { signal });
      const fields = described.fields.length;
      fieldsOf.set(object, described.fields.map(toStoredField));
      const page = await client.query(object, { select: [GSID], limit: 1 }, { signal });
      reached.push({
        object,
        label,
        outcome: page.rows.length > 0 ? 'row-read' : 'empty',
        code: null,
        fields,
      });
    } catch (thrown) {
      // Only what the tenant refuses for this object is an answer; all else ends the try.
      if (
        !(thrown instanceof GainsightError) ||
        failureOf(thrown).kind !== 'configuration' ||
        object === COMPANY
      ) {
        throw thrown;
      }
      reached.push({
        object,
        label,
        outcome: 'refused',
        code: thrown.errorCode ?? thrown.code,
        fields: null,
      });
    }
  }
  return { reached, fieldsOf };
}

/** Tries a Gong company and stores the key. Throws what the try met, address_not_allowed. */
export async function connectGong(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  url: string | null,
  credential: GongCredential,
  signal: AbortSignal,
): Promise<ConnectionRow> {
  const origin = gongOrigin(vendors, url);
  const { http } = countedHttp(vendors.outgoing, { priority: 'preview', caller: workspaceId });
  const client = createGongClient({ origin, ...credential, http });
  try {
    const now = vendors.outgoing.clock.now();
    const reached = await tryGong(client, now, signal);
    return await vendors.database.workspace(workspaceId).transaction(async (tx) => {
      const secretId = await createSecret(tx, vendors.secretKey, {
        purpose: SECRET_PURPOSE.gong,
        text: JSON.stringify(credential),
      });
      return saveConnection(tx, {
        vendor: 'gong',
        origin,
        subdomain: null,
        credentialKind: 'access-key',
        secretId,
        reached,
        capabilities: {},
        now,
      });
    });
  } finally {
    await client.close();
  }
}

function gongOrigin(vendors: Vendors, typed: string | null): string {
  if (typed === null || typed === '') return 'https://api.gong.io';
  const url = URL.parse(typed);
  const isGong =
    url !== null &&
    url.protocol === 'https:' &&
    url.port === '' &&
    (url.hostname === 'api.gong.io' || url.hostname.endsWith('.api.gong.io'));
  if (url !== null && (isGong || vendors.outgoing.allowOrigins.includes(url.origin))) return url.origin;
  throw new SyncError({
    code: 'address_not_allowed',
    message: 'This is neither an address of Gong nor on the list of allowed origins.',
    remedy: 'Give the address that Gong shows on its API page, such as https://api.gong.io.',
  });
}

/** How far back a try lists calls. */
const TRIED_CALLS_MS = 24 * 3_600_000;

/**
 * Calls first: they are what a run reads, and what a wrong key is refused with as such. Workspaces and users are not
 * needed, so a key without a right to them is good, and the card says so.
 */
export async function tryGong(
  client: GongClient,
  now: Date,
  signal: AbortSignal,
): Promise<readonly Reached[]> {
  const from = new Date(now.getTime() - TRIED_CALLS_MS);
  const calls = await firstPageCount(client.calls.list({ from, to: now, signal }));
  const optional = async (object: string, label: string, count: () => Promise<number>): Promise<Reached> => {
    try {
      return reachedBy(object, label, await count());
    } catch (thrown) {
      if (!(thrown instanceof GongError) || thrown.code !== 'gong_refused') throw thrown;
      return { object, label, outcome: 'refused', code: thrown.code, fields: null };
    }
  };
  return [
    reachedBy('calls', 'Calls of the last day', calls),
    await optional('workspaces', 'Workspaces', async () => (await client.workspaces.list({ signal })).length),
    await optional('users', 'Users', () => firstPageCount(client.users.list({ signal }))),
  ];
}

function reachedBy(object: string, label: string, count: number): Reached {
  return { object, label, outcome: count > 0 ? 'row-read' : 'empty', code: null, fields: null };
}

async function firstPageCount(pages: AsyncIterable<{ readonly items: readonly unknown[] }>): Promise<number> {
  for await (const page of pages) return page.items.length;
  return 0;
}
