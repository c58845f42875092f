import { listFields } from '@handrail/contract';
import type { ReplyOf } from '@handrail/contract';
import { proposeMapping } from '@handrail/core';
import type { SourceField } from '@handrail/core';
import { findConnection, listSourceFields } from '@handrail/database';
import type { ConnectionRow, SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, findCurrentInventory, listFieldStatistics, toSourceField } from '@handrail/sync';
import type { FieldStatistics } from '@handrail/sync';
import type { ApiContext } from '../context.ts';
import { readUserNames } from '../present/account.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** Most items that are listed of one picklist. */
const OPTIONS = 500;

type Fields = ReplyOf<typeof listFields>;

/** The fields that were found at Gainsight, with what the inventory tells of them and which of ours they could fill. */
export function fieldRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listFields, ({ workspace, query }) =>
      workspace.transaction(async (tx): Promise<Fields> => {
        const connection = await findConnection(tx, 'gainsight');
        if (connection === undefined) return { items: [], records: null, proposals: [] };
        const isCompany = query.object.toLowerCase() === 'company';
        const rows = await listSourceFields(tx, connection.id, isCompany ? COMPANY : query.object);
        const told = isCompany ? await readStatistics(tx, connection, rows, clock.now()) : null;
        const { records = null, statistics = new Map<string, FieldStatistics>() } = told ?? {};
        const fields = rows.map((row) => ({ row, field: toSourceField(row) }));
        const users = fields.flatMap(({ field }) =>
          field.type === 'user' ? (statistics.get(field.name)?.samples ?? []) : [],
        );
        const names = await readUserNames(tx, users);
        return {
          items: fields.map(({ row, field }) =>
            present(query.object, row, field, statistics.get(field.name), names),
          ),
          records,
          proposals: isCompany
            ? propose(
                fields.map(({ field }) => field),
                statistics,
                records,
              )
            : [],
        };
      }),
    ),
  ];
}

async function readStatistics(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  rows: readonly SourceFieldRow[],
  now: Date,
) {
  const inventory = await findCurrentInventory(tx, connection, now);
  if (inventory === undefined) return null;
  const fields = rows.map((row) => toSourceField(row));
  return { records: inventory.records, statistics: await listFieldStatistics(tx, inventory, fields) };
}

function present(
  object: string,
  row: SourceFieldRow,
  field: SourceField,
  told: FieldStatistics | undefined,
  names: ReadonlyMap<string, string>,
): Fields['items'][number] {
  return {
    object,
    name: field.name,
    label: field.label,
    dataType: row.data_type,
    type: field.type,
    updateable: row.updateable,
    options: (field.options ?? []).slice(0, OPTIONS).map((option) => ({ ...option })),
    filled: told?.filled ?? null,
    samples: (told?.samples ?? []).map((text) => names.get(text) ?? text),
  };
}

function propose(
  fields: readonly SourceField[],
  statistics: ReadonlyMap<string, FieldStatistics>,
  records: number | null,
): Fields['proposals'] {
  const sources = fields.map((field) => {
    const told = statistics.get(field.name);
    return { field, filled: told === undefined || !records ? null : told.filled / records };
  });
  return proposeMapping(sources).map((proposal) => ({ ...proposal }));
}
