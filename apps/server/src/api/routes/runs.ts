import { approveRun, cancelRun, getRun, listRunRecords, listRuns, rejectRun } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { parseRunId } from '@handrail/core';
import type { RunId } from '@handrail/core';
import {
  countRuns,
  findRun,
  findStream,
  listRuns as readRuns,
  listStreams,
  requestCancel,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { decideWithheld, listRunRecords as readRecords } from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { listingShownTo, presentRuns, runShownTo } from '../present/run.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ before: z.number().int() });
const recordCursorSchema = z.object({ after: z.string() });
const changeFieldsSchema = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));

/** Runs, newest first, one with its records, and the decisions about one. */
export function runRoutes({ vendors, clock }: ApiContext): readonly Route[] {
  return [
    route(listRuns, ({ workspace, query, caller }) =>
      workspace.transaction(async (tx) => {
        const { stream: name, limit } = query;
        const stream = name === undefined ? undefined : await findStream(tx, name);
        if (name !== undefined && stream === undefined) return { items: [], nextCursor: null, total: 0 };
        const of = stream === undefined ? {} : { streamId: stream.id };
        const after = decodeCursor(cursorSchema, query.cursor);
        const rows = await readRuns(tx, { ...of, ...after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: presentRuns(page, await listStreams(tx)).map((run) => runShownTo(caller, run)),
          nextCursor:
            rows.length > limit && last !== undefined ? encodeCursor({ before: last.number }) : null,
          total: await countRuns(tx, stream?.id),
        };
      }),
    ),
    route(getRun, ({ workspace, params, caller }) =>
      workspace.transaction(async (tx) => {
        return runShownTo(caller, await getShownRun(tx, parseRunId(params.id)));
      }),
    ),
    route(listRunRecords, ({ workspace, query, caller }) =>
      workspace.transaction(async (tx) => {
        const { outcome, limit } = query;
        const id = parseRunId(query.run);
        const { stream } = await getShownRun(tx, id);
        const run = await findRun(tx, id);
        if (run === undefined) throw notFound('run');
        const { records, total, listing } = await readRecords(tx, run, stream, {
          outcome,
          search: query.search === undefined || query.search === '' ? null : query.search,
          after: decodeCursor(recordCursorSchema, query.cursor)?.after ?? null,
          limit: limit + 1,
        });
        const page = records.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map(
            ({ kind, recordId, gainsightId, name, account, event, fields, reason, ...row }) => ({
              kind,
              recordId,
              gainsightId,
              name,
              account,
              event,
              fields: changeFieldsSchema.catch({}).parse(fields),
              reason,
              changedSincePreviewOf: instant(row.changedSincePreviewOf),
            }),
          ),
          nextCursor: records.length > limit && last !== undefined ? encodeCursor({ after: last.key }) : null,
          total,
          listing: listingShownTo(caller, listing),
        };
      }),
    ),
    route(cancelRun, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const id = parseRunId(params.id);
        await requestCancel(tx, id, clock.now());
        return getShownRun(tx, id);
      }),
    ),
    ...([approveRun, rejectRun] as const).map((endpoint) =>
      route(endpoint, async ({ workspace, params, caller, signal }) => {
        const id = parseRunId(params.id);
        await workspace.transaction((tx) => getShownRun(tx, id));
        const decision = endpoint === approveRun ? 'approve' : 'reject';
        await decideWithheld(vendors, workspace.id, id, { decision, by: caller.userId }, signal);
        return workspace.transaction((tx) => getShownRun(tx, id));
      }),
    ),
  ];
}

async function getShownRun(tx: WorkspaceTransaction, id: RunId): Promise<Run> {
  const row = await findRun(tx, id);
  const [run] = row === undefined ? [] : presentRuns([row], await listStreams(tx));
  if (run === undefined) throw notFound('run');
  return run;
}
