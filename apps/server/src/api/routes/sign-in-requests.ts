import {
  acceptSignInRequest,
  listSignInRequests,
  refuseSignInRequest,
  SIGN_IN_REQUEST_REASONS,
} from '@handrail/contract';
import type { SignInRequest } from '@handrail/contract';
import { parseSignInRequestId, parseUserId } from '@handrail/core';
import { findUser, listSignInRequests as readRequests, refuseSignIn, tieSignIn } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const reasonSchema = z.enum(SIGN_IN_REQUEST_REASONS);

/** Sign-ins of which an admin says who it is. */
export function signInRequestRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listSignInRequests, ({ workspace }) => workspace.transaction(list)),
    route(acceptSignInRequest, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const user = await findUser(tx, parseUserId(params.userId));
        // Who may not enter does not come in by this either.
        if (user === undefined || !user.active) throw notFound('member who may enter');
        const isTied = await tieSignIn(tx, user.id, parseSignInRequestId(params.id));
        if (!isTied) throw notFound('sign-in that waits');
        return list(tx);
      }),
    ),
    route(refuseSignInRequest, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const isRefused = await refuseSignIn(tx, parseSignInRequestId(params.id), clock.now());
        if (!isRefused) throw notFound('sign-in that waits');
        return list(tx);
      }),
    ),
  ];
}

async function list(tx: WorkspaceTransaction): Promise<{ items: SignInRequest[] }> {
  const rows = await readRequests(tx);
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      issuer: row.issuer,
      subject: row.subject,
      reason: reasonSchema.parse(row.reason),
      requestedAt: row.requested_at.toISOString(),
      refusedAt: instant(row.refused_at),
    })),
  };
}
