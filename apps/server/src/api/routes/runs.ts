import { approveRun, cancelRun, getRun, listRuns, rejectRun } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { parseRunId } from '@handrail/core';
import type { RunId } from '@handrail/core';
import {
  countRuns,
  findRun,
  findStream,
  listRunChanges,
  listRuns as readRuns,
  listRunSetAside,
  listStreams,
  requestCancel,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { decideWithheld } from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { presentRuns } from '../present/run.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const RECORDS = 200;
const cursorSchema = z.object({ before: z.number().int() });
const changeFieldsSchema = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));

/** Runs, newest first, one with its records, and the decisions about one. */
export function runRoutes({ vendors, clock }: ApiContext): readonly Route[] {
  return [
    route(listRuns, ({ workspace, query }) =>
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
          items: presentRuns(page, await listStreams(tx)),
          nextCursor:
            rows.length > limit && last !== undefined ? encodeCursor({ before: last.number }) : null,
          total: await countRuns(tx, stream?.id),
        };
      }),
    ),
    route(getRun, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const id = parseRunId(params.id);
        return { ...(await getShownRun(tx, id)), records: await readRecords(tx, id) };
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
      route(endpoint, async ({ workspace, params, signal }) => {
        const id = parseRunId(params.id);
        await workspace.transaction((tx) => getShownRun(tx, id));
        const decision = endpoint === approveRun ? 'approve' : 'reject';
        await decideWithheld(vendors, workspace.id, id, decision, signal);
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

async function readRecords(tx: WorkspaceTransaction, id: RunId) {
  const changes = await listRunChanges(tx, id, RECORDS);
  const setAside = await listRunSetAside(tx, id, RECORDS);
  return [
    ...setAside.map(({ object, gainsightId, field, reason }) => ({
      kind: object,
      recordId: null,
      gainsightId,
      name: null,
      outcome: 'set-aside' as const,
      fields: {},
      reason: field === null ? reason : `${field}: ${reason}`,
    })),
    ...changes.map((change) => ({
      kind: change.kind,
      recordId: change.recordId,
      gainsightId: change.gainsightId,
      name: change.name,
      outcome: change.event,
      fields: changeFieldsSchema.catch({}).parse(change.fields),
      reason: null,
    })),
  ];
}
