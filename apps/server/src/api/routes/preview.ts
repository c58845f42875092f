import {
  countDraft,
  countLeaving,
  getInventory,
  listPreviewRows,
  previewCadence,
  previewConfig,
  previewMeetings,
  readInventory,
  replayHealth,
  tryExclusion,
} from '@handrail/contract';
import type { CadencePreview, Inventory, OtherValues, Preview, PreviewRow } from '@handrail/contract';
import { dayOf, optionLabel, sameJson } from '@handrail/core';
import type { Configuration, JsonValue, PreviewKind } from '@handrail/core';
import {
  countSourceRecords,
  findConnection,
  findStream,
  getWorkspace,
  listRuns,
  listSourceFields,
} from '@handrail/database';
import type { RunRow, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import { replayHealth as replayScores, simulateAttribution } from '@handrail/signals';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { acceptConfig } from '../accept-config.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { readUserNames } from '../present/account.ts';
import { instant, presentFailure } from '../present/failure.ts';
import { presentMeetingsPreview, presentTried } from '../present/meetings-preview.ts';
import { knownStream } from '../present/run.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const previewCursorSchema = z.strictObject({
  inventory: z.uuid(),
  page: z.number().int().min(1),
  skip: z.number().int().min(0),
});

const NOT_PREVIEWED = 'cannot be previewed';

/** What a draft would do and how much it matches, and the inventory that both are told from. */
export function previewRoutes({ clock, budget, streams, vendors }: ApiContext): readonly Route[] {
  return [
    route(getInventory, ({ workspace }) => workspace.transaction((tx) => presentInventory(tx, clock.now()))),
    route(readInventory, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        await sync.requestInventory(tx, clock.now());
        return presentInventory(tx, clock.now());
      }),
    ),
    route(countDraft, async ({ workspace, body }) => {
      const counts = await sync.countDraft(workspace, await readDraft(workspace, body.document), clock.now());
      return {
        ...counts,
        readAt: counts.readAt.toISOString(),
        gone: [...counts.gone],
        rules: [...counts.rules],
        unfound: [...counts.unfound],
        statuses: counts.statuses === null ? null : [...counts.statuses],
      };
    }),
    route(countLeaving, async ({ workspace, body }) =>
      sync.countLeaving(workspace, await readDraft(workspace, body.document), clock.now()),
    ),
    route(previewCadence, async ({ workspace, body }) => {
      const draft = await readDraft(workspace, body.document);
      const preview = await workspace.transaction((tx) => sync.previewCadence(tx, draft, clock.now()));
      return presentCadence(preview, { budget, streams });
    }),
    route(previewConfig, async ({ workspace, body }) => {
      const { document, limit, search = null } = body;
      const draft = await workspace.transaction((tx) => sync.readDraft(tx, document));
      const configuration = acceptConfig(draft, NOT_PREVIEWED);
      const asked = { configuration, limit, search, now: clock.now() };
      const preview = await sync.previewConfiguration(workspace, asked);
      const warnings = [...(draft.ok ? draft.warnings : []), ...preview.warnings];
      return workspace.transaction((tx) => presentPreview(tx, { ...preview, warnings }, limit, { streams }));
    }),
    route(listPreviewRows, async ({ workspace, body }) => {
      const { document, cursor, search = null, ...asked } = body;
      const from = decodeCursor(previewCursorSchema, cursor);
      const configuration = await readDraft(workspace, document);
      const of = { ...asked, configuration, search, from, now: clock.now() };
      const { rows, next } = await sync.listPreviewRows(workspace, of);
      const present = await workspace.transaction((tx) => rowPresenter(tx, rows));
      return {
        items: rows.map(present),
        nextCursor: next === null ? null : encodeCursor(next),
      };
    }),
    route(tryExclusion, async ({ workspace, body, signal }) => {
      const configuration = await readDraft(workspace, body.document);
      const tried = await sync.tryExclusion(vendors, workspace.id, {
        configuration,
        limit: body.limit,
        signal,
      });
      return presentTried(tried, configuration);
    }),
    route(previewMeetings, async ({ workspace, body: { document, limit } }) => {
      const configuration = await readDraft(workspace, document);
      const exclusion = await sync.previewExclusion(workspace, configuration, limit);
      const asked = { configuration, except: exclusion.excludedIds, limit };
      const simulation = await simulateAttribution(workspace, asked);
      return presentMeetingsPreview(exclusion, simulation, configuration, limit);
    }),
    route(replayHealth, async ({ workspace, body }) => {
      const { health } = await readDraft(workspace, body.document);
      const { saved, today } = await workspace.transaction(async (tx) => ({
        saved: (await sync.readConfiguration(tx)).configuration.health,
        today: dayOf(clock.now(), (await getWorkspace(tx)).time_zone),
      }));
      const { search = null, limit } = body;
      const replay = await replayScores(workspace, { rules: health, today, search, limit });
      return {
        ...replay,
        notReplayed: [
          ...(health.windowDays === saved.windowDays ? [] : ['health.windowDays']),
          ...(sameJson({ ...health.fields }, { ...saved.fields }) ? [] : ['health.fields']),
        ],
        items: replay.items.map(({ accountId, name, flips, ...rest }) => ({
          ...rest,
          account: { id: accountId, name },
          flips: [...flips],
        })),
      };
    }),
  ];
}

async function readDraft(workspace: WorkspaceHandle, document: unknown): Promise<Configuration> {
  return acceptConfig(await workspace.transaction((tx) => sync.readDraft(tx, document)), NOT_PREVIEWED);
}

async function presentCadence(
  { streams, vendors }: sync.CadencePreview,
  context: Pick<ApiContext, 'budget' | 'streams'>,
): Promise<CadencePreview> {
  return {
    streams: streams.flatMap(({ stream, before, after, callsADay }) => {
      const name = knownStream(stream);
      if (name === undefined) return [];
      return {
        stream: name,
        label: context.streams.get(name)?.label ?? name,
        before: { ...before, nextStart: instant(before.nextStart) },
        after: { ...after, nextStarts: after.nextStarts.map((at) => at.toISOString()) },
        callsADay,
      };
    }),
    vendors: await Promise.all(
      vendors.map(async (of) => {
        const days = await context.budget.usesOfDay(of.vendor, of.host);
        return { ...of, limitDay: Math.max(0, ...days.map(({ allowance }) => allowance)) };
      }),
    ),
  };
}

async function presentInventory(tx: WorkspaceTransaction, now: Date): Promise<Inventory> {
  const connection = await findConnection(tx, 'gainsight');
  const inventory =
    connection === undefined ? undefined : await sync.findCurrentInventory(tx, connection, now);
  const stream = await findStream(tx, 'inventory');
  const [run] = stream === undefined ? [] : await listRuns(tx, { streamId: stream.id, limit: 1 });
  const isReading = run?.state === 'queued' || run?.state === 'running';
  const stored =
    connection === undefined
      ? 0
      : (await countSourceRecords(tx, { connectionId: connection.id, object: sync.COMPANY })).present;
  const known = inventory?.records ?? stored;
  return {
    state: isReading ? 'reading' : inventory === undefined ? 'none' : 'ready',
    records: (isReading ? run.seen : inventory?.records) ?? 0,
    readAt: instant(inventory?.completed_at ?? null),
    calls: known === 0 ? null : sync.inventoryCallsOf(known),
    runId: run?.id ?? null,
    failure: failureOf(run),
  };
}

function failureOf(run: RunRow | undefined): Inventory['failure'] {
  return run?.state === 'failed' ? presentFailure(run.failure) : null;
}

/** How these rows of a preview are shown: ids of items and users as people read them. */
async function rowPresenter(
  tx: WorkspaceTransaction,
  rows: readonly sync.PreviewRow[],
): Promise<(row: sync.PreviewRow) => PreviewRow> {
  const connection = await findConnection(tx, 'gainsight');
  const described = connection === undefined ? [] : await listSourceFields(tx, connection.id, sync.COMPANY);
  const fields = new Map(described.map((row) => [row.name, sync.toSourceField(row)]));
  const people = rows.flatMap(({ changes }) => [...(changes['owner'] ?? []), ...(changes['csm'] ?? [])]);
  const names = await readUserNames(
    tx,
    people.filter((id) => typeof id === 'string'),
  );
  const nameOf = (id: JsonValue) => (typeof id === 'string' ? (names.get(id) ?? id) : id);
  return (row) => {
    const field = fields.get(row.field ?? '');
    const isItem = field?.type === 'picklist' && typeof row.value === 'string';
    const changes = Object.entries(row.changes).map(
      ([name, [before, after]]): [string, [unknown, unknown]] =>
        name === 'owner' || name === 'csm'
          ? [name, [nameOf(before), nameOf(after)]]
          : [name, [before, after]],
    );
    return {
      ...row,
      field: field?.label ?? row.field,
      value: isItem ? optionLabel(field, String(row.value)) : row.value,
      changes: Object.fromEntries(changes),
    };
  };
}

async function presentPreview(
  tx: WorkspaceTransaction,
  preview: sync.Preview,
  limit: number,
  context: Pick<ApiContext, 'streams'>,
): Promise<Preview> {
  const present = await rowPresenter(tx, Object.values(preview.rows).flat());
  const show = (kind: PreviewKind) => preview.rows[kind].map(present);
  return {
    today: preview.today,
    inventory: { ...preview.inventory, readAt: preview.inventory.readAt.toISOString() },
    totals: preview.totals,
    withLeaving: preview.withLeaving,
    withEntering: preview.withEntering,
    unchanged: preview.unchanged,
    rows: {
      entering: show('entering'),
      leaving: show('leaving'),
      'almost-in': show('almost-in'),
      'stays-out': show('stays-out'),
      status: show('status'),
      people: show('people'),
      fields: show('fields'),
      'set-aside': show('set-aside'),
      missing: show('missing'),
    },
    limit,
    held: preview.held,
    unforeseen: preview.unforeseen && { ...preview.unforeseen, fields: [...preview.unforeseen.fields] },
    waiting: [...preview.waiting],
    cost: presentCost(preview.cost, context),
    otherValues: {
      stakeholders: presentOthers(preview.otherValues.stakeholders),
      relationships: presentOthers(preview.otherValues.relationships),
    },
    warnings: [...preview.warnings],
  };
}

function presentOthers(others: sync.OtherValues | null): OtherValues | null {
  if (others === null) return null;
  const rows = others.rows.map(({ changes, ...row }) => ({
    ...row,
    changes: Object.fromEntries(
      Object.entries(changes).map(([name, [before, after]]): [string, [unknown, unknown]] => [
        name,
        [before, after],
      ]),
    ),
  }));
  return { ...others, rows, unforeseen: [...others.unforeseen] };
}

function presentCost(cost: sync.PreviewCost, context: Pick<ApiContext, 'streams'>): Preview['cost'] {
  return {
    ...cost,
    streams: cost.streams.flatMap((one) => {
      const stream = knownStream(one.stream);
      return stream === undefined
        ? []
        : { ...one, stream, label: context.streams.get(stream)?.label ?? stream };
    }),
  };
}
