import { listAccess, listAudit, verifyAudit } from '@handrail/contract';
import { parseUserId } from '@handrail/core';
import {
  countAudit,
  hasAuditHash,
  listAccess as readAccess,
  listAudit as readAudit,
  listUserNames,
  verifyAudit as verify,
} from '@handrail/database';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const DAY_MS = 24 * 3_600_000;
const startOf = (day: string) => new Date(`${day}T00:00:00Z`);
const changesSchema = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));
const auditCursor = z.object({ number: z.number().int() });
const accessCursor = z.object({ id: z.uuid() });

/** Who changed what and who looked at what, and whether the audit is whole. */
export function auditRoutes(): readonly Route[] {
  return [
    route(listAudit, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const wanted = {
          actorId: query.actorId === undefined ? null : parseUserId(query.actorId),
          action: query.action ?? null,
          outcome: query.outcome ?? null,
        };
        const before = decodeCursor(auditCursor, query.cursor)?.number ?? null;
        const rows = await readAudit(tx, { ...wanted, before, limit: query.limit + 1 });
        const page = rows.slice(0, query.limit);
        const last = page.at(-1);
        const names = await listUserNames(tx);
        return {
          items: page.map((row) => ({
            number: row.number,
            at: row.at.toISOString(),
            actorId: row.actor_id,
            actorName: row.actor_id === null ? null : (names.get(row.actor_id) ?? null),
            via: row.via,
            action: row.action,
            subject: { ...row.subject },
            changes: row.changes === null ? null : changesSchema.parse(row.changes),
            outcome: row.outcome,
            code: row.code,
            askedNumber: row.asked_number,
            requestId: row.request_id,
          })),
          nextCursor:
            rows.length > query.limit && last !== undefined ? encodeCursor({ number: last.number }) : null,
          total: await countAudit(tx, wanted),
        };
      }),
    ),
    route(verifyAudit, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { entries, brokenAt, head } = await verify(tx);
        return {
          entries,
          isWhole: brokenAt === null,
          brokenAt,
          hasHead: query.head === undefined ? null : await hasAuditHash(tx, Buffer.from(query.head, 'hex')),
          head: head === null ? null : { number: head.number, hash: head.hash.toString('hex') },
        };
      }),
    ),
    route(listAccess, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const before = decodeCursor(accessCursor, query.cursor)?.id ?? null;
        const rows = await readAccess(tx, {
          actorId: query.actorId === undefined ? null : parseUserId(query.actorId),
          action: query.action ?? null,
          subjectId: query.subjectId?.toLowerCase() ?? null,
          since: query.since === undefined ? null : startOf(query.since),
          until: query.until === undefined ? null : new Date(startOf(query.until).getTime() + DAY_MS),
          before,
          limit: query.limit + 1,
        });
        const page = rows.slice(0, query.limit);
        const last = page.at(-1);
        const names = await listUserNames(tx);
        return {
          items: page.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            actorId: row.actor_id,
            actorName: names.get(row.actor_id) ?? null,
            via: row.via,
            action: row.action,
            subject: { ...row.subject },
          })),
          nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor({ id: last.id }) : null,
        };
      }),
    ),
  ];
}
