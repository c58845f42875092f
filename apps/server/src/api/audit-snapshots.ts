import { endpoints } from '@handrail/contract';
import { isJsonObject, parseAccountId, parseUserId } from '@handrail/core';
import type { JsonObject, JsonValue } from '@handrail/core';
import {
  findAlarmWebhook,
  findConnection,
  findIdentityProvider,
  findLanguageModel,
  findLatestConfig,
  findRestriction,
  findUser,
  findUserByEmail,
  getWorkspace,
  listApiTokens,
  readLegalHolds,
} from '@handrail/database';
import type { SecretKey, WorkspaceTransaction } from '@handrail/database';
import { readCursors } from '@handrail/sync';

/** What a snapshot is taken of. */
export interface SnapshotSubject {
  /** Ids and names in the address. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What was answered; undefined before it was. */
  readonly reply: JsonValue | undefined;
  readonly secretKey: SecretKey;
}

type TakeSnapshot = (tx: WorkspaceTransaction, subject: SnapshotSubject) => Promise<JsonObject>;

/**
 * What stands before and after a change of settings, users, rights and secrets, for its line in the audit. Ids, states and
 * names of settings alone: no secret, and nothing that a person wrote. Values set by hand are kept by their own tables.
 */
export const AUDIT_SNAPSHOTS: ReadonlyMap<string, TakeSnapshot> = new Map<string, TakeSnapshot>([
  [endpoints.updateWorkspace.name, workspace],
  [endpoints.setGovernance.name, workspace],
  [endpoints.saveConfig.name, configuration],
  [endpoints.setCursors.name, cursors],
  [endpoints.connectGainsight.name, (tx) => connection(tx, 'gainsight')],
  [endpoints.connectGong.name, (tx) => connection(tx, 'gong')],
  [
    endpoints.disconnect.name,
    (tx, { params }) => connection(tx, params['vendor'] === 'gong' ? 'gong' : 'gainsight'),
  ],
  [endpoints.setIdentityProvider.name, identityProvider],
  [endpoints.removeIdentityProvider.name, identityProvider],
  [endpoints.setLanguageModel.name, languageModel],
  [endpoints.removeLanguageModel.name, languageModel],
  [endpoints.setAlarmWebhook.name, alarmWebhook],
  [endpoints.setAlarmKinds.name, alarmWebhook],
  [endpoints.removeAlarmWebhook.name, alarmWebhook],
  [endpoints.changeUser.name, (tx, { params }) => user(tx, String(params['id']))],
  [endpoints.acceptSignInRequest.name, (tx, { params }) => user(tx, String(params['userId']))],
  [
    endpoints.inviteUser.name,
    (tx, { reply }) => replied(reply, 'user', (one) => user(tx, String(one['id']))),
  ],
  [endpoints.createSignInLink.name, linked],
  [endpoints.createToken.name, (tx, { reply }) => replied(reply, 'item', (one) => token(tx, one['id']))],
  [endpoints.revokeToken.name, (tx, { params }) => token(tx, params['id'])],
  [endpoints.setRestriction.name, restriction],
  [endpoints.setLegalHold.name, legalHold],
  [endpoints.liftLegalHold.name, legalHold],
  [endpoints.rotateSecretKey.name, (_, { secretKey }) => Promise.resolve({ keyId: secretKey.id })],
]);

/** Names whose values differ, each with what it was and what it is; null when none does. */
export function differenceOf(before: JsonObject, after: JsonObject): JsonObject | null {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names
    .map((name) => [name, [before[name] ?? null, after[name] ?? null]] as const)
    .filter(([, [was, is]]) => JSON.stringify(was) !== JSON.stringify(is));
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

async function workspace(tx: WorkspaceTransaction): Promise<JsonObject> {
  const row = await getWorkspace(tx);
  return {
    name: row.name,
    timeZone: row.time_zone,
    organisationDomains: row.organisation_domains,
    outgoingPaused: row.outgoing_paused_at !== null,
    isGoverned: row.governed_since !== null,
  };
}

async function configuration(tx: WorkspaceTransaction): Promise<JsonObject> {
  return { version: (await findLatestConfig(tx))?.version ?? 0 };
}

async function cursors(tx: WorkspaceTransaction): Promise<JsonObject> {
  const standing = await readCursors(tx);
  return Object.fromEntries(
    standing.map(({ stream, object, cursor }) => [`${stream}/${object}`, cursor?.toISOString() ?? null]),
  );
}

async function connection(tx: WorkspaceTransaction, vendor: 'gainsight' | 'gong'): Promise<JsonObject> {
  const row = await findConnection(tx, vendor);
  if (row === undefined) return {};
  return {
    origin: row.origin,
    state: row.state,
    credentialKind: row.credential_kind,
    secretId: row.secret_id,
  };
}

async function identityProvider(tx: WorkspaceTransaction): Promise<JsonObject> {
  const row = await findIdentityProvider(tx);
  if (row === undefined) return {};
  return {
    issuer: row.issuer,
    clientId: row.client_id,
    secretId: row.secret_id,
    ownedDomains: row.owned_domains,
  };
}

async function languageModel(tx: WorkspaceTransaction): Promise<JsonObject> {
  const row = await findLanguageModel(tx);
  if (row === undefined) return {};
  const { base_url: baseUrl, model, secret_id: secretId } = row;
  return { baseUrl, model, secretId, callsPerDay: row.calls_per_day, tokensPerDay: row.tokens_per_day };
}

async function alarmWebhook(tx: WorkspaceTransaction): Promise<JsonObject> {
  const row = await findAlarmWebhook(tx);
  return row === undefined ? {} : { origin: row.origin, secretId: row.secret_id, kinds: row.kinds };
}

async function user(tx: WorkspaceTransaction, id: string): Promise<JsonObject> {
  const row = await findUser(tx, parseUserId(id));
  if (row === undefined) return {};
  const { role, no_access: noAccess, issuer, subject } = row;
  return { userId: row.id, role, noAccess, issuer, subject };
}

async function linked(tx: WorkspaceTransaction, { reply }: SnapshotSubject): Promise<JsonObject> {
  const email = isJsonObject(reply) ? reply['email'] : undefined;
  const member = typeof email === 'string' ? await findUserByEmail(tx, email) : undefined;
  return member === undefined ? {} : { linkFor: member.id };
}

async function token(tx: WorkspaceTransaction, id: unknown): Promise<JsonObject> {
  const row = (await listApiTokens(tx)).find((one) => one.id === id);
  if (row === undefined) return {};
  return { tokenId: row.id, scopes: row.scopes, isRevoked: row.revoked_at !== null };
}

async function restriction(tx: WorkspaceTransaction, { params }: SnapshotSubject): Promise<JsonObject> {
  const allowed = await findRestriction(tx, parseAccountId(String(params['id'])));
  return { isRestricted: allowed !== null, allowed: allowed?.map(({ id }) => id) ?? [] };
}

async function legalHold(tx: WorkspaceTransaction, { params }: SnapshotSubject): Promise<JsonObject> {
  const id = parseAccountId(String(params['id']));
  return { isHeld: (await readLegalHolds(tx, [id])).has(id) };
}

async function replied(
  reply: JsonValue | undefined,
  name: string,
  take: (part: JsonObject) => Promise<JsonObject>,
): Promise<JsonObject> {
  const part = isJsonObject(reply) ? reply[name] : undefined;
  return isJsonObject(part) ? take(part) : {};
}
