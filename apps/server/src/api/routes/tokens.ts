import { createToken as createTokenEndpoint, listTokens, revokeToken } from '@handrail/contract';
import type { Token } from '@handrail/contract';
import { parseTokenId } from '@handrail/core';
import { createApiToken, listApiTokens, revokeApiToken } from '@handrail/database';
import type { ApiTokenRow, WorkspaceTransaction } from '@handrail/database';
import { notFound, ServerError } from '../../errors.ts';
import { createToken, hashToken } from '../../random-token.ts';
import type { ApiContext } from '../context.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const DAY_MS = 86_400_000;

/** Bearer tokens for programs: made with scopes and an end, shown once, ended at once. */
export function tokenRoutes({ clock }: ApiContext): readonly Route[] {
  const presentAll = async (tx: WorkspaceTransaction) => {
    const now = clock.now();
    return (await listApiTokens(tx)).map((row) => present(row, now));
  };
  const presentOne = async (tx: WorkspaceTransaction, id: string) => {
    const item = (await presentAll(tx)).find((token) => token.id === id);
    if (item === undefined) throw notFound('token');
    return item;
  };
  return [
    route(listTokens, ({ workspace }) =>
      workspace.transaction(async (tx) => ({ items: await presentAll(tx) })),
    ),
    route(createTokenEndpoint, ({ workspace, caller, body }) => {
      const beyond = body.scopes.filter((scope) => caller.scopes?.includes(scope) === false);
      if (beyond.length > 0) throw beyondOwnScope(beyond);
      const token = createToken();
      return workspace.transaction(async (tx) => {
        const id = await createApiToken(tx, {
          userId: caller.userId,
          name: body.name,
          tokenHash: hashToken(token),
          expiresAt: new Date(clock.now().getTime() + body.expiresInDays * DAY_MS),
          scopes: body.scopes,
        });
        return { token, item: await presentOne(tx, id) };
      });
    }),
    route(revokeToken, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        await revokeApiToken(tx, parseTokenId(params.id), clock.now());
        return presentOne(tx, params.id);
      }),
    ),
  ];
}

function present(row: ApiTokenRow & { readonly user_name: string }, now: Date): Token {
  const isOver = row.expires_at !== null && row.expires_at <= now;
  return {
    id: row.id,
    name: row.name,
    ownerName: row.user_name,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: instant(row.expires_at),
    lastUsedAt: instant(row.last_used_at),
    revokedAt: instant(row.revoked_at),
    state: row.revoked_at !== null ? 'revoked' : isOver ? 'expired' : 'active',
  };
}

function beyondOwnScope(scopes: readonly string[]): ServerError {
  return new ServerError({
    code: 'not_allowed',
    message: `A token cannot give what it may not do itself: ${scopes.join(', ')}.`,
    remedy: 'Leave these scopes out, or make the token while signed in.',
  });
}
