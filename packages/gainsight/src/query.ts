import type { HttpReply } from '@handrail/http';
import { GainsightError } from './errors.ts';
import { isRow, type Row } from './row.ts';
import type { CallOptions, Transport } from './transport.ts';

/** Operators a client uses first; the others' spelling varies between pages (reference 4.2). */
export const QUERY_OPERATORS = [
  'EQ',
  'NE',
  'GT',
  'GTE',
  'LT',
  'LTE',
  'IN',
  'NOT_IN',
  'CONTAINS',
  'STARTS_WITH',
  'ENDS_WITH',
  'INCLUDES',
  'EXCLUDES',
  'IS_NULL',
  'IS_NOT_NULL',
] as const;

/** An operator of a condition. */
export type QueryOperator = (typeof QUERY_OPERATORS)[number];

/** One condition; several are joined by AND, the only form every source agrees on (reference 4.1). */
export interface Condition {
  /** Field, also across lookups (`Csm__gr.Email`). */
  readonly name: string;
  readonly operator: QueryOperator;
  /** One value or, for IN and its like, several; none for IS_NULL. Dates by `formatFilterDate`. */
  readonly value?: readonly (string | number | boolean)[];
}

/** A query in Gainsight's words (reference 4.1). */
export interface Query {
  /** At least one; a field named twice is asked for once (reference 3.3). */
  readonly select: readonly string[];
  readonly where?: readonly Condition[];
  readonly orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[];
  /** 1 to 5,000. */
  readonly limit: number;
  /** From 0. */
  readonly offset?: number;
}

/** What one query brought. */
export interface QueryPage {
  /** Values as sent; keys as spelled in `select`; an absent key means null. */
  readonly rows: readonly Row[];
  /** Gainsight's clock when it answered. */
  readonly date: Date | null;
  /** Size of the reply, unpacked. */
  readonly bytes: number;
  readonly requestId: string | null;
}

/** Most rows a query gives (reference 4.1 [D]). */
export const MAX_QUERY_ROWS = 5_000;

/**
 * Reads one page of any object: `POST /v1/data/objects/query/{Object}` (reference 4 [D]). Both shapes of `data` and
 * all three forms of "nothing found" are understood. Throws GainsightError, HttpError.
 */
export async function runQuery(
  transport: Transport,
  object: string,
  query: Query,
  options: CallOptions = {},
): Promise<QueryPage> {
  const select = distinct(query.select);
  checkQuery(object, select, query.limit);
  const conditions = query.where ?? [];
  const { reply, envelope } = await transport.call({
    method: 'POST',
    path: `/v1/data/objects/query/${encodeURIComponent(object)}`,
    json: {
      select,
      ...(conditions.length === 0 ? {} : { where: whereOf(conditions) }),
      ...(query.orderBy === undefined ? {} : { orderBy: Object.fromEntries(query.orderBy) }),
      limit: query.limit,
      offset: query.offset ?? 0,
    },
    family: 'sync',
    repeatable: true,
    purpose: { kind: 'query', object, fields: [...select, ...conditions.map(({ name }) => name)] },
    ...options,
  });
  const rows = envelope.result ? respell(readRows(envelope.data, reply), select) : [];
  return { rows, date: reply.date, bytes: reply.bytes, requestId: reply.requestId };
}

function whereOf(conditions: readonly Condition[]) {
  const aliased = conditions.map(({ name, operator, value }, index) => ({
    name,
    alias: aliasOf(index),
    value: value ?? [],
    operator,
  }));
  return { conditions: aliased, expression: aliased.map(({ alias }) => alias).join(' AND ') };
}

function aliasOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** `data` as a list, as `{ records }`, or null for none (reference 4.3 [D, C]). */
function readRows(data: unknown, reply: HttpReply): readonly Row[] {
  const list = isRow(data) && 'records' in data ? data['records'] : data;
  if (list === null || list === undefined) return [];
  // A loop and not a schema: it is the product's hottest parse, and a row may hold any value.
  if (Array.isArray(list) && list.every(isRow)) return list;
  throw new GainsightError('gainsight_unexpected_reply', 'The reply to a query holds no list of records.', {
    outcome: 'unknown',
    status: reply.status,
    requestId: reply.requestId,
  });
}

/**
 * Rows under the names as they were asked for, which is how replies give them (reference 3.3 [D samples, C]). Names differ
 * only in letter case, so that a key which is spelled otherwise is read all the same.
 */
function respell(rows: readonly Row[], select: readonly string[]): readonly Row[] {
  const asked = new Map(select.map((name) => [name.toLowerCase(), name]));
  const names = new Map(select.map((name) => [name, name]));
  const nameOf = (key: string): string => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = asked.get(key.toLowerCase()) ?? key;
    names.set(key, name);
    return name;
  };
  return rows.map((row) => {
    // A loop, and a copy only where one is needed: it is the product's hottest path.
    for (const key in row) {
      if (nameOf(key) === key) continue;
      return Object.fromEntries(Object.entries(row).map(([name, value]) => [nameOf(name), value]));
    }
    return row;
  });
}

function checkQuery(object: string, select: readonly string[], limit: number): void {
  const isRight = select.length > 0 && Number.isInteger(limit) && limit >= 1 && limit <= MAX_QUERY_ROWS;
  if (isRight) return;
  const text = `A query of ${object} needs a field to select and a limit of 1 to ${MAX_QUERY_ROWS}.`;
  throw new GainsightError('gainsight_request_invalid', text, { outcome: 'not-sent' });
}

function distinct(fields: readonly string[]): string[] {
  const seen = new Set<string>();
  return fields.filter((field) => {
    const name = field.toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
