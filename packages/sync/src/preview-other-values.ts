import { OF_PERSON, projectRelationship, relationshipChanges, stakeholderSources } from '@handrail/core';
import type { Changes, Configuration, JsonObject } from '@handrail/core';
import { listRecordNames, listStoredPayloads, readRelationships, readStakeholders } from '@handrail/database';
import type {
  ConnectionRow,
  NewStakeholder,
  WorkspaceHandle,
  WorkspaceTransaction,
} from '@handrail/database';
import { SyncError } from './errors.ts';
import { COMPANY } from './inbound/account-context.ts';
import { joinRelationshipPeople } from './inbound/project-relationship-people.ts';
import { joinStakeholder, readPresent } from './inbound/project-stakeholders.ts';
import { RELATIONSHIP, relationshipContextOf } from './inbound/relationship-context.ts';
import { fromRelationshipRow } from './inbound/relationship-row.ts';
import { valuesSchema } from './inbound/source-record.ts';
import { stakeholderChanges } from './inbound/stakeholder-changes.ts';
import { COMPANY_PERSON, PERSON, stakeholderContextOf, TIE } from './inbound/stakeholder-context.ts';
import { identityOf } from './inbound/store-stakeholders.ts';
import type { Reach } from './save-configuration.ts';

/** A stakeholder or relationship that is to have other values. */
export interface OtherValuesRow {
  readonly gainsightId: string;
  readonly name: string | null;
  readonly accountName: string | null;
  readonly changes: Changes;
}

/** What another mapping, or another zone, makes of records beside accounts, as they were read last. */
export interface OtherValues {
  /** How many are to have other values. */
  readonly changed: number;
  /** How many stand. */
  readonly total: number;
  readonly rows: readonly OtherValuesRow[];
  /** Fields that the draft reads and that were never read, or that Gainsight does not have: what they bring is not foreseen. */
  readonly unforeseen: readonly string[];
}

/** The same of both; null for what a draft leaves as it is. */
export interface PreviewOtherValues {
  readonly stakeholders: OtherValues | null;
  readonly relationships: OtherValues | null;
}

/** Records decided in one transaction. */
const PAGE = 2_000;

interface Foreseeing {
  readonly workspace: WorkspaceHandle;
  readonly connection: ConnectionRow;
  readonly configuration: Configuration;
  /** Rows listed of each. */
  readonly limit: number;
}

/** Foresees what a draft whose carrying out reaches so far makes of stakeholders and relationships. */
export async function foreseeOtherValues(of: Foreseeing, reach: Reach | null): Promise<PreviewOtherValues> {
  const foresee = (isWanted: boolean, object: string, open: Open) =>
    isWanted ? foreseeObject(of, object, open) : null;
  return {
    stakeholders: await foresee(reach?.fullRuns.stakeholders === true, COMPANY_PERSON, openStakeholders),
    relationships: await foresee(reach?.fullRuns.relationships === true, RELATIONSHIP, openRelationships),
  };
}

interface Foreseen {
  readonly gainsightId: string;
  readonly company: string | null;
  readonly name: string | null;
  readonly changes: Changes;
}

interface Deciding {
  /** Decides the records of one page, and notes which fields a record was read without. */
  page(
    tx: WorkspaceTransaction,
    records: ReadonlyMap<string, JsonObject>,
    unread: Set<string>,
  ): Promise<readonly Foreseen[]>;
  /** Decides who is of no such record. */
  rest(tx: WorkspaceTransaction, unread: ReadonlySet<string>): Promise<readonly Foreseen[]>;
}

type Open = (
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
) => Promise<Deciding>;

async function foreseeObject(
  { workspace, connection, configuration, limit }: Foreseeing,
  object: string,
  open: Open,
): Promise<OtherValues> {
  const of = { connectionId: connection.id, object };
  const deciding = await workspace
    .transaction((tx) => open(tx, connection, configuration))
    .catch(missingField);
  if (typeof deciding === 'string') return { changed: 0, total: 0, rows: [], unforeseen: [deciding] };
  const unread = new Set<string>();
  const rows: OtherValuesRow[] = [];
  let [changed, total] = [0, 0];
  const add = async (tx: WorkspaceTransaction, decided: readonly Foreseen[]) => {
    const others = decided.filter(({ changes }) => Object.keys(changes).length > 0);
    const listed = others.slice(0, Math.max(0, limit - rows.length));
    const companies = listed.flatMap(({ company }) => (company === null ? [] : [company]));
    const names = await listRecordNames(tx, { connectionId: connection.id, object: COMPANY }, companies);
    rows.push(
      ...listed.map(({ company, ...row }) => ({ ...row, accountName: names.get(company ?? '') ?? null })),
    );
    total += decided.length;
    changed += others.length;
  };
  let after: string | null = null;
  do {
    const from: string | null = after;
    after = await workspace.transaction(async (tx) => {
      const stored = await listStoredPayloads(tx, of, { after: from, limit: PAGE });
      const records = new Map(stored.map((one) => [one.gainsightId, valuesSchema.parse(one.payload)]));
      await add(tx, await deciding.page(tx, records, unread));
      return stored.length < PAGE ? null : (stored.at(-1)?.gainsightId ?? null);
    });
  } while (after !== null);
  await workspace.transaction(async (tx) => add(tx, await deciding.rest(tx, unread)));
  return { changed, total, rows, unforeseen: [...unread].toSorted() };
}

/** The field that keeps a draft from being foreseen. */
function missingField(thrown: unknown): string {
  const isMissing =
    thrown instanceof SyncError &&
    (thrown.code === 'source_field_removed' || thrown.code === 'source_field_missing');
  if (isMissing) return String(thrown.facts['field']);
  throw thrown;
}

const openStakeholders: Open = async (opening, connection, configuration) => {
  const context = await stakeholderContextOf(opening, connection, configuration);
  const sources = stakeholderSources(context.mapping);
  const named = Object.entries({ ...context.mapping.standard, ...prefixed(context.mapping.custom) });
  const compare = async (
    tx: WorkspaceTransaction,
    made: ReadonlyMap<string, NewStakeholder>,
    unread: ReadonlySet<string>,
  ) => {
    const rows = await readStakeholders(tx, connection.id, [...made.values()]);
    const unknown = named.filter(([, row]) => unread.has(row.source)).map(([name]) => name);
    return [...rows.values()].flatMap((row): Foreseen[] => {
      const after = made.get(identityOf(row));
      const isHere = row.presence === 'present' || row.presence === 'inactive';
      if (after === undefined || !isHere) return [];
      const { presence: _, ...changes } = stakeholderChanges(row, after);
      const { gainsight_id: gainsightId, company_gainsight_id: company } = after;
      return [{ gainsightId, company, name: row.name, changes: without(changes, unknown) }];
    });
  };
  return {
    async page(tx, ties, unread) {
      const personIds = [...ties.values()].flatMap((tie) => idIn(tie[TIE.person]));
      const persons = await readPresent(tx, { connectionId: connection.id, object: PERSON }, personIds);
      for (const tie of ties.values()) noteUnread(unread, tie, sources.companyPerson, '');
      for (const person of persons.values()) noteUnread(unread, person, sources.person, OF_PERSON);
      const made = new Map<string, NewStakeholder>();
      for (const [gainsightId, tie] of ties) {
        const one = joinStakeholder(gainsightId, tie, persons, context);
        if ('faults' in one || one.presence === 'waiting') continue;
        if (made.get(identityOf(one))?.presence !== 'present') made.set(identityOf(one), one);
      }
      return compare(tx, made, unread);
    },
    async rest(tx, unread) {
      const found: Foreseen[] = [];
      for await (const people of joinRelationshipPeople(tx, { connection, context })) {
        const here = people.filter(({ presence }) => presence !== 'waiting');
        found.push(...(await compare(tx, new Map(here.map((one) => [identityOf(one), one])), unread)));
      }
      return found;
    },
  };
};

const openRelationships: Open = async (opening, connection, configuration) => {
  const { rules } = await relationshipContextOf(opening, connection, configuration);
  const named = Object.entries(prefixed(rules.custom));
  const sources = named.map(([, { source }]) => source);
  return {
    async page(tx, records, unread) {
      const rows = await readRelationships(tx, connection.id, [...records.keys()]);
      for (const values of records.values()) noteUnread(unread, values, sources, '');
      const unknown = named.filter(([, { source }]) => unread.has(source)).map(([name]) => name);
      return [...records].flatMap(([gainsightId, values]): Foreseen[] => {
        const row = rows.get(gainsightId);
        const result = projectRelationship(values, rules);
        if (row?.presence !== 'present' || !result.ok) return [];
        const { name, company_gainsight_id: company } = row;
        const changes = relationshipChanges(fromRelationshipRow(row), result.projection);
        return [{ gainsightId, company, name, changes: without(changes, unknown) }];
      });
    },
    rest: () => Promise.resolve([]),
  };
};

function idIn(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** Our custom fields by the names that changes have for them. */
function prefixed<T>(custom: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(custom).map(([name, row]) => [`fields.${name}`, row]));
}

/** Notes the fields that a record was read without, under the name that the document has for them. */
function noteUnread(
  unread: Set<string>,
  values: JsonObject,
  sources: readonly string[],
  prefix: string,
): void {
  for (const source of sources) if (!Object.hasOwn(values, source)) unread.add(`${prefix}${source}`);
}

function without(changes: Changes, names: readonly string[]): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !names.includes(name)));
}
