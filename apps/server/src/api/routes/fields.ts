import { listFields, listFieldValues } from '@handrail/contract';
import type { ReplyOf } from '@handrail/contract';
import { OF_PERSON, proposeAccountMapping, proposeStakeholderMapping } from '@handrail/core';
import type { ProposedSource, SourceField } from '@handrail/core';
import { findConnection, listSourceFields } from '@handrail/database';
import type { ConnectionRow, SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import {
  COMPANY,
  COMPANY_PERSON,
  findCurrentInventory,
  getGainsight,
  inactiveItems,
  listNameable,
  MAPPED_OBJECTS,
  PERSON,
  pointsToCompany,
  readInventoryStatistics,
  readSampledStatistics,
  readStoredStatistics,
  toSourceField,
} from '@handrail/sync';
import type { FieldStatistics, ObjectStatistics, SampledStatistics } from '@handrail/sync';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { readUserNames } from '../present/account.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** Most items that are listed of one picklist. */
const OPTIONS = 500;

type Fields = ReplyOf<typeof listFields>;
type FieldValues = ReplyOf<typeof listFieldValues>;

const cursorSchema = z.strictObject({ name: z.string(), id: z.string() });

/** The fields that were found at Gainsight, with what is known of their content and which of ours they could fill. */
export function fieldRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listFields, ({ workspace, query }) =>
      workspace.transaction(async (tx): Promise<Fields> => {
        const connection = await findConnection(tx, 'gainsight');
        if (connection === undefined)
          return { items: [], records: null, total: null, sampled: null, proposals: [] };
        const asked = query.object.toLowerCase();
        // An object may be asked for in any letter case.
        const object = MAPPED_OBJECTS.find((known) => known.toLowerCase() === asked) ?? query.object;
        const rows = await listSourceFields(tx, connection.id, object);
        const fields = rows.map((row) => ({ row, field: toSourceField(row) }));
        const { told, sampled } = await readStatistics(
          tx,
          { connection, object, fields: fields.map(({ field }) => field) },
          clock.now(),
        );
        const figuresOf = ({ name }: SourceField): Figures | undefined =>
          [told, sampled].flatMap((one) => figuresIn(one, name))[0];
        const users = fields.flatMap(({ field }) =>
          field.type === 'user' ? (figuresOf(field)?.samples ?? []) : [],
        );
        const names = await readUserNames(tx, users);
        return {
          items: fields.map(({ row, field }) => present(query.object, row, field, figuresOf(field), names)),
          records: told?.records ?? null,
          total: told?.total ?? null,
          sampled: sampled === null ? null : { records: sampled.records, readAt: sampled.readAt },
          proposals: propose(
            object,
            fields.map(({ field }) => ({ field, filled: shareOf(figuresOf(field)) })),
          ),
        };
      }),
    ),
    route(listFieldValues, ({ workspace, query }) =>
      workspace.transaction(async (tx): Promise<FieldValues> => {
        const connection = await getGainsight(tx);
        const described = await listSourceFields(tx, connection.id, COMPANY);
        const row = described.find(({ name }) => name.toLowerCase() === query.field.toLowerCase());
        const holds = row === undefined ? null : holdsOf(row, toSourceField(row));
        if (holds === null) return { items: [], nextCursor: null };
        const records = await listNameable(tx, connection, holds === 'users' ? 'user' : 'company', {
          search: query.search ?? null,
          after: decodeCursor(cursorSchema, query.cursor),
          limit: query.limit,
        });
        const last = records.at(-1);
        return {
          items: records.map(({ value, name, address, isActive }) => ({ value, name, address, isActive })),
          nextCursor:
            last === undefined || records.length < query.limit
              ? null
              : encodeCursor({ name: last.name ?? '', id: last.id }),
        };
      }),
    ),
  ];
}

/** What runs and inventory read of an object, and what a sample shows beside that. */
interface Statistics {
  readonly told: ObjectStatistics | null;
  readonly sampled: (SampledStatistics & { readonly readAt: string }) | null;
}

async function readStatistics(
  tx: WorkspaceTransaction,
  {
    connection,
    object,
    fields,
  }: {
    readonly connection: ConnectionRow;
    readonly object: string;
    readonly fields: readonly SourceField[];
  },
  now: Date,
): Promise<Statistics> {
  const inventory = await findCurrentInventory(tx, connection, now);
  if (object === COMPANY) {
    const told = inventory === undefined ? null : await readInventoryStatistics(tx, inventory, fields);
    return { told, sampled: null };
  }
  const told = await readStoredStatistics(tx, { connectionId: connection.id, object }, fields);
  const sampled = inventory === undefined ? null : readSampledStatistics(inventory, object);
  const readAt = instant(inventory?.completed_at ?? null);
  return { told, sampled: sampled === null || readAt === null ? null : { ...sampled, readAt } };
}

/** What is known of one field, and how many records that was told from. */
interface Figures extends FieldStatistics {
  readonly lookedAt: number;
}

function figuresIn(statistics: SampledStatistics | null, name: string): readonly Figures[] {
  const found = statistics?.fields.get(name);
  return statistics === null || found === undefined ? [] : [{ ...found, lookedAt: statistics.records }];
}

function present(
  object: string,
  row: SourceFieldRow,
  field: SourceField,
  told: Figures | undefined,
  names: ReadonlyMap<string, string>,
): Fields['items'][number] {
  const inactive = inactiveItems(row);
  return {
    object,
    name: field.name,
    label: field.label,
    dataType: row.data_type,
    type: field.type,
    updateable: row.updateable,
    holds: holdsOf(row, field),
    options: (field.options ?? [])
      .slice(0, OPTIONS)
      .map((option) => ({ ...option, ...(inactive.has(option.value) ? { isActive: false as const } : {}) })),
    filled: told?.filled ?? null,
    lookedAt: told?.lookedAt ?? null,
    samples: (told?.samples ?? []).map((text) => names.get(text) ?? text),
  };
}

/** Whose ids a field holds, as far as rules can name them. */
function holdsOf(row: SourceFieldRow, { type }: SourceField): Fields['items'][number]['holds'] {
  if (type === 'user') return 'users';
  return pointsToCompany(row) ? 'companies' : null;
}

function shareOf(figures: Figures | undefined): number | null {
  return figures === undefined || figures.lookedAt === 0 ? null : figures.filled / figures.lookedAt;
}

function propose(object: string, sources: readonly ProposedSource[]): Fields['proposals'] {
  switch (object) {
    case COMPANY:
      return [...proposeAccountMapping(sources)];
    case COMPANY_PERSON:
      return [...proposeStakeholderMapping(sources)];
    case PERSON:
      // A document names a field of the person so.
      return proposeStakeholderMapping(sources).map((proposal) => ({
        ...proposal,
        source: `${OF_PERSON}${proposal.source}`,
      }));
    default:
      return [];
  }
}
