import { explainUser as answer, parseUserId } from '@handrail/core';
import type { Explanation } from '@handrail/core';
import { findRecordFacts, findRecordsByText, findUser } from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { USER } from '../inbound/account-context.ts';

const userSchema = z.object({
  Name: z.string().nullish(),
  Email: z.string().nullish(),
  IsActiveUser: z.boolean().nullish(),
});

/** Why somebody may enter here or may not, by our id of the member, or the source's id of a user who is none. */
export async function explainUser(
  tx: WorkspaceTransaction,
  connection: ConnectionRow | undefined,
  ids: { readonly id: string | null; readonly sourceId: string | null },
): Promise<Explanation | undefined> {
  const member = ids.id === null ? undefined : await findUser(tx, parseUserId(ids.id));
  const sourceId =
    member?.gainsight_id ?? ids.sourceId ?? (await findByEmail(tx, connection, member?.email ?? ''));
  const stored =
    connection === undefined || sourceId === null
      ? undefined
      : await findRecordFacts(tx, { connectionId: connection.id, object: USER }, sourceId);
  if (member === undefined && stored === undefined) return undefined;
  const user = userSchema.safeParse(stored?.payload);
  const told = user.success ? user.data : null;
  return answer({
    id: member?.id ?? null,
    sourceId,
    name: member?.name ?? told?.Name ?? null,
    email: member?.email ?? told?.Email ?? null,
    member:
      member === undefined ? null : { role: member.role, isActive: member.active, since: member.created_at },
    isActiveAtSource: told === null ? null : (told.IsActiveUser ?? false) && stored?.isMissing !== true,
  });
}

async function findByEmail(
  tx: WorkspaceTransaction,
  connection: ConnectionRow | undefined,
  email: string,
): Promise<string | null> {
  if (connection === undefined || email === '') return null;
  const of = { connectionId: connection.id, object: USER };
  const found = await findRecordsByText(tx, of, 'Email', [email], { field: 'IsActiveUser', value: true });
  return found.get(email.toLowerCase()) ?? null;
}
