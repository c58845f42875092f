import * as contract from '@handrail/contract';
import type { Governance, User } from '@handrail/contract';
import { parseAccountId, parseUserId } from '@handrail/core';
import type { Role, UserId } from '@handrail/core';
import {
  countUsers,
  endAccess,
  findAccount,
  findConnection,
  findIdentityProvider,
  findRestriction,
  getWorkspace,
  hasAdminOfProvider,
  listUsers,
  lockUsers,
  saveRestriction,
  setGovernance,
  setRole,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { planStored, readDraft, settleUsers } from '@handrail/sync';
import { z } from 'zod';
import { notFound, ServerError } from '../../errors.ts';
import { acceptConfig } from '../accept-config.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { presentUser, readUser } from '../present/user.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const CHANGES = 200;
const cursorSchema = z.object({ name: z.string(), id: z.uuid() });

/** Who is known, what they may do and see, who decides about it, and looking as somebody else. */
export function peopleRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(contract.listUsers, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, search = null, access } = query;
        const wanted = {
          id: null,
          search,
          active: access === undefined ? null : access !== 'none',
          isAwaited: access === 'invited',
        };
        const after = decodeCursor(cursorSchema, query.cursor);
        const rows = await listUsers(tx, { ...wanted, after, limit: limit + 1 });
        const last = rows[limit - 1];
        return {
          items: rows.slice(0, limit).map(presentUser),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ name: last.name.toLowerCase(), id: last.id })
              : null,
          total: await countUsers(tx, wanted),
        };
      }),
    ),
    route(contract.getUser, ({ workspace, params }) =>
      workspace.transaction((tx) => readUser(tx, parseUserId(params.id))),
    ),
    route(contract.changeUser, ({ workspace, params, body }) =>
      workspace.transaction((tx) => change(tx, parseUserId(params.id), body.role, clock.now())),
    ),
    route(contract.viewAs, ({ workspace, params }) =>
      workspace.transaction((tx) => readUser(tx, parseUserId(params.id))),
    ),
    route(contract.getGovernance, ({ workspace }) => workspace.transaction(readGovernance)),
    route(contract.setGovernance, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const { since, missing } = await readGovernance(tx);
        if (body.on === (since !== null)) return readGovernance(tx);
        if (body.on && missing !== null) throw notReady(missing);
        const now = clock.now();
        await setGovernance(tx, body.on ? now : null);
        const connection = await findConnection(tx, 'gainsight');
        if (connection !== undefined) await settleUsers(tx, { connection, now, isExplained: true });
        return readGovernance(tx);
      }),
    ),
    route(contract.previewRoles, ({ workspace, body }) =>
      workspace.transaction((tx) => previewRoles(tx, body.document, clock.now())),
    ),
    route(contract.getRestriction, ({ workspace, params }) =>
      workspace.transaction((tx) => readRestriction(tx, params.id)),
    ),
    route(contract.setRestriction, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        await readRestriction(tx, params.id);
        const allowed = body.allowed.map(parseUserId);
        const restriction = body.restricted ? { allowed, by: caller.userId, now: clock.now() } : null;
        await saveRestriction(tx, parseAccountId(params.id), restriction);
        return readRestriction(tx, params.id);
      }),
    ),
  ];
}

async function change(tx: WorkspaceTransaction, id: UserId, role: Role | null, now: Date): Promise<User> {
  const standing = await lockUsers(tx);
  const user = standing.find((one) => one.id === id);
  if (user === undefined) throw notFound('user');
  const { governed_since: since } = await getWorkspace(tx);
  // Whom Gainsight does not know gets nothing by hand, either; taking away what such an admin kept stays possible.
  if (since !== null && (user.gainsightId !== null || role !== null)) throw governed();
  const isLastAdmin = !standing.some((one) => one.id !== id && one.role === 'admin' && one.noAccess === null);
  if (role !== 'admin' && user.role === 'admin' && user.noAccess === null && isLastAdmin) throw lastAdmin();
  if (role === null) await endAccess(tx, id, 'by-hand', now);
  else await setRole(tx, id, role);
  return readUser(tx, id);
}

async function readGovernance(tx: WorkspaceTransaction): Promise<Governance> {
  const { governed_since: since } = await getWorkspace(tx);
  const connection = await findConnection(tx, 'gainsight');
  const isLive = connection !== undefined && connection.state !== 'disconnected';
  const provider = await findIdentityProvider(tx);
  const missing = !isLive
    ? 'connection'
    : provider === undefined
      ? 'identity-provider'
      : (await hasAdminOfProvider(tx))
        ? null
        : 'admin-sign-in';
  const manageUrl = isLive ? `${connection.origin}/v1/ui/administration` : null;
  return { since: instant(since), missing, manageUrl };
}

async function previewRoles(tx: WorkspaceTransaction, document: unknown, now: Date) {
  const draft = acceptConfig(await readDraft(tx, document), 'cannot be previewed');
  const connection = await findConnection(tx, 'gainsight');
  const counts = { admin: 0, manager: 0, user: 0, none: 0 };
  if (connection === undefined) return { counts, licences: [], changes: [], total: 0 };
  const standing = await lockUsers(tx);
  const { plan, records } = await planStored(tx, connection, {
    standing,
    now,
    map: draft.users.roles,
    isGoverned: true,
  });
  const before = new Map(standing.map((user) => [user.id, user]));
  const after = new Map(plan.changed.flatMap((one) => (one.id === null ? [] : [[one.id, one] as const])));
  const all = [
    ...standing.map((user) => after.get(user.id) ?? user),
    ...plan.changed.filter(({ id }) => id === null),
  ];
  for (const { role, noAccess } of all) counts[noAccess === null ? role : 'none'] += 1;
  const changes = all
    .map((one) => {
      const was = one.id === null ? undefined : before.get(one.id);
      return {
        name: one.name,
        email: one.email,
        before: was === undefined || was.noAccess !== null ? null : was.role,
        after: one.noAccess === null ? one.role : null,
        noAccess: one.noAccess,
      };
    })
    .filter((one) => one.before !== one.after)
    .toSorted((left, right) => Number(left.after !== null) - Number(right.after !== null));
  const licences = [
    ...new Set(records.flatMap(({ licence }) => (licence === null ? [] : [licence]))),
  ].toSorted();
  return { counts, licences, changes: changes.slice(0, CHANGES), total: changes.length };
}

async function readRestriction(tx: WorkspaceTransaction, id: string) {
  const account = await findAccount(tx, parseAccountId(id));
  if (account === undefined) throw notFound('account');
  const allowed = await findRestriction(tx, account.id);
  return { restricted: allowed !== null, allowed: allowed ?? [] };
}

function governed(): ServerError {
  return new ServerError({
    code: 'users_governed',
    message: 'This person’s role and access are governed by Gainsight.',
    remedy:
      'Change user, licence or manager in Gainsight under Administration > User Management; it is here within four hours.',
  });
}

function lastAdmin(): ServerError {
  return new ServerError({
    code: 'last_admin',
    message: 'This is the last admin who may enter.',
    remedy: 'Make somebody else an admin first.',
  });
}

function notReady(missing: string): ServerError {
  return new ServerError({
    code: 'governance_not_ready',
    message: 'Gainsight cannot govern users yet.',
    remedy:
      missing === 'connection'
        ? 'Connect Gainsight first.'
        : missing === 'identity-provider'
          ? 'Set an identity provider under Settings > Integrations first.'
          : 'Have an admin sign in through the identity provider first, so that nobody is locked out.',
    facts: { missing },
  });
}
