import {
  listMeetingImports,
  listMeetingSources,
  removeGoneMeetings,
  undoMeetingImport,
} from '@handrail/contract';
import type { MeetingImport, MeetingSource } from '@handrail/contract';
import { exclusionInWords, parseMeetingImportId } from '@handrail/core';
import type { ExclusionRule } from '@handrail/core';
import {
  countHeldMeetings,
  countMeetingImports,
  listMeetingImports as readImports,
  readUserEmails,
} from '@handrail/database';
import type { HeldMeetings, MeetingImportRow } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { notFound, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ createdAt: cursorInstant, id: z.uuid() });
const faultsSchema = z.array(z.object({ line: z.number().int(), reason: z.string() }));

/** Where meetings come from: what is held of each source, files that were imported, and what is gone at the recorder. */
export function meetingSourceRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listMeetingSources, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        const { configuration } = await sync.readConfiguration(tx);
        const held = await countHeldMeetings(tx);
        return {
          items: (['gong', 'file'] as const).map((source) =>
            presentSource(
              source,
              held.filter((row) => row.source === source),
              configuration.meetings.exclude,
            ),
          ),
        };
      }),
    ),
    route(removeGoneMeetings, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const gone = (await countHeldMeetings(tx)).reduce((sum, row) => sum + row.gone, 0);
        // What is approved is what was shown.
        if (gone !== body.meetings) throw otherExtent(gone, body.meetings);
        return { removed: await sync.removeGoneMeetings(tx, { isApproved: true, now: clock.now() }) };
      }),
    ),
    route(listMeetingImports, ({ workspace, query: { cursor, limit } }) =>
      workspace.transaction(async (tx) => {
        const after = decodeCursor(cursorSchema, cursor);
        const rows = await readImports(tx, { after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const emails = await readUserEmails(
          tx,
          page.map((row) => row.imported_by).filter((id) => id !== null),
        );
        return {
          items: page.map((row) => presentImport(row, emails)),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ createdAt: last.created_at, id: last.id })
              : null,
          total: await countMeetingImports(tx),
        };
      }),
    ),
    route(undoMeetingImport, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const undone = await sync.undoImport(tx, parseMeetingImportId(params.id), clock.now());
        if (undone === undefined) throw notFound('import that was not undone');
        return { removed: undone.added.length };
      }),
    ),
  ];
}

function presentSource(
  source: MeetingSource['source'],
  held: readonly HeldMeetings[],
  exclude: readonly ExclusionRule[],
): MeetingSource {
  const admitted = held.filter(({ state }) => state !== 'excluded');
  const count = (state: HeldMeetings['state']) =>
    held.filter((row) => row.state === state).reduce((sum, row) => sum + row.meetings, 0);
  const times = (key: 'oldest' | 'newest') =>
    admitted
      .map((row) => row[key])
      .filter((at) => at !== null)
      .toSorted((left, right) => left.getTime() - right.getTime());
  return {
    source,
    meetings: admitted.reduce((sum, row) => sum + row.meetings, 0),
    transcribed: count('transcribed'),
    awaiting: count('awaiting-transcript'),
    withoutTranscript: count('no-transcript'),
    oldest: instant(times('oldest')[0] ?? null),
    newest: instant(times('newest').at(-1) ?? null),
    excluded: held
      .filter(({ state }) => state === 'excluded')
      .map(({ rule, meetings }) => ({
        rule: rule ?? '',
        ruleInWords: exclusionInWords(rule ?? '', exclude),
        meetings,
      })),
    gone: held.reduce((sum, row) => sum + row.gone, 0),
  };
}

function presentImport(row: MeetingImportRow, emails: ReadonlyMap<string, string>): MeetingImport {
  return {
    id: row.id,
    fileName: row.file_name,
    format: row.format,
    importedBy: row.imported_by === null ? null : (emails.get(row.imported_by) ?? null),
    createdAt: row.created_at.toISOString(),
    added: row.added.length,
    changed: row.changed,
    unchanged: row.unchanged,
    excluded: row.excluded,
    faultCount: row.fault_count,
    faults: faultsSchema.catch([]).parse(row.faults),
    undoneAt: instant(row.undone_at),
  };
}

function otherExtent(gone: number, approved: number): ServerError {
  return new ServerError({
    code: 'gone_meetings_changed',
    message: `${gone} meetings are gone at the recorder now, not ${approved}.`,
    remedy: 'Look at the number again, and approve that one.',
    facts: { gone, approved },
  });
}
