import { mappedSources } from '@handrail/core';
import type { Configuration, Issue } from '@handrail/core';
import { findConnection, listSourceFields } from '@handrail/database';
import type { SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';

const NUMBERS = new Set(['NUMBER', 'PERCENTAGE', 'CURRENCY']);

/**
 * Holds a configuration against the fields that this tenant described: every mapped and status field exists, every
 * field that is written exists, is updateable and takes a number. Nothing is found wrong before fields were described.
 */
export async function checkConfigFields(
  tx: WorkspaceTransaction,
  configuration: Configuration,
): Promise<readonly Issue[]> {
  const connection = await findConnection(tx, 'gainsight');
  if (connection === undefined) return [];
  const rows = await listSourceFields(tx, connection.id, COMPANY);
  if (rows.length === 0) return [];
  const fields = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  return [...readIssues(configuration, fields), ...writeIssues(configuration, fields)];
}

type Fields = ReadonlyMap<string, SourceFieldRow>;

function readIssues(configuration: Configuration, fields: Fields): readonly Issue[] {
  const { status } = configuration;
  const mapping = configuration.fields.account;
  // A path through a lookup is not described with the object itself.
  const isUnknown = (source: string) => !source.includes('.') && !fields.has(source.toLowerCase());
  const unknown = new Set(mappedSources(mapping).filter(isUnknown));
  const rows = [
    ...Object.entries(mapping.standard).map(([name, row]) => [`fields.account.${name}`, row.source] as const),
    ...Object.entries(mapping.custom).map(
      ([name, row]) => [`fields.account.custom.${name}`, row.source] as const,
    ),
  ];
  const places = [
    ...rows.filter(([, source]) => unknown.has(source)),
    ...(['field', 'churnedOn'] as const).flatMap((key) => {
      const source = status[key];
      return source !== null && isUnknown(source) ? [[`status.${key}`, source] as const] : [];
    }),
  ];
  return places.map(([path, source]) => ({ path, message: `Gainsight's Company has no field ${source}` }));
}

function writeIssues(configuration: Configuration, fields: Fields): readonly Issue[] {
  return configuration.writeback.values.flatMap(({ object, field }, at): Issue[] => {
    const path = `writeback.values[${at}].field`;
    if (object !== COMPANY) return [{ path: `writeback.values[${at}].object`, message: 'must be Company' }];
    const row = fields.get(field.toLowerCase());
    if (row === undefined) return [{ path, message: `Gainsight's Company has no field ${field}` }];
    if (!row.updateable) return [{ path, message: `Gainsight does not let ${row.label} be written` }];
    if (!NUMBERS.has(row.data_type)) return [{ path, message: `${row.label} does not take a number` }];
    return [];
  });
}
