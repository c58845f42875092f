import { runSchema, STREAM_NAMES } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import type { Role, RunListing } from '@handrail/core';
import type { RunRow, StreamRow } from '@handrail/database';
import { scopeOf } from '@handrail/sync';
import { instant, presentFailure } from './failure.ts';

/** The name of a stream of this version. */
export type StreamName = (typeof STREAM_NAMES)[number];

/** The stream's name when this version knows it. */
export function knownStream(name: string | undefined): StreamName | undefined {
  return STREAM_NAMES.find((known) => known === name);
}

/** Runs of known streams as they are shown. */
export function presentRuns(rows: readonly RunRow[], streams: readonly StreamRow[]): Run[] {
  return rows.flatMap((row) => {
    const name = knownStream(streams.find((stream) => stream.id === row.stream_id)?.name);
    return name === undefined ? [] : [presentRun(row, name)];
  });
}

/** A run as it is shown, with its counts, its failure and what the guard withheld. */
export function presentRun(row: RunRow, stream: StreamName): Run {
  const withheld = runSchema.shape.withheld.safeParse(row.withheld);
  const withheldEnd = runSchema.shape.withheldEnd.safeParse(row.withheld_end);
  return {
    id: row.id,
    number: row.number,
    stream,
    mode: row.mode,
    cause: row.cause,
    state: row.state,
    configVersion: row.config_version,
    scope: presentScope(row),
    counts: {
      seen: row.seen,
      added: row.added,
      changed: row.changed,
      unchanged: row.unchanged,
      filtered: row.filtered,
      setAside: row.set_aside,
      exits: row.exits,
    },
    total: row.total,
    pages: row.pages,
    calls: row.calls,
    bytes: row.bytes,
    failure: presentFailure(row.failure),
    resumeAt: instant(row.resume_at),
    cancelRequestedAt: instant(row.cancel_requested_at),
    withheld: withheld.success ? withheld.data : null,
    withheldEnd: withheldEnd.success ? withheldEnd.data : null,
    createdAt: row.created_at.toISOString(),
    startedAt: instant(row.started_at),
    finishedAt: instant(row.finished_at),
  };
}

/** Names of what a run withholds are of the whole workspace: only admins, who decide about it, are told them. */
export function runShownTo({ role }: { readonly role: Role }, run: Run): Run {
  if (role === 'admin' || run.withheld === null) return run;
  return { ...run, withheld: { ...run.withheld, sample: [] } };
}

/** The run counts the records of everybody, so why fewer are listed to a person cannot be told beyond that. */
export function listingShownTo({ role }: { readonly role: Role }, listing: RunListing): RunListing {
  return role === 'admin' || listing === 'whole' ? listing : 'seen';
}

function presentScope(row: RunRow): Run['scope'] {
  const scope = scopeOf(row);
  switch (scope?.kind) {
    case undefined:
      return null;
    case 'account':
      return { kind: 'account', accountId: scope.accountId, gainsightId: scope.gainsightId };
    case 'since':
      return { kind: 'since', since: scope.since.toISOString() };
    case 'set-aside':
      return { kind: 'set-aside', records: scope.gainsightIds?.length ?? null };
  }
}
