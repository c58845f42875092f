import { isAddress, meaningOf, nameFor } from '@handrail/core';
import type { FindId, Issue, KnownRecord, SourceField } from '@handrail/core';
import {
  findInventory,
  findKnownRecords,
  findRecordsSample,
  findStream,
  listKnownRecords,
  listNearestRecords,
} from '@handrail/database';
import type { ConnectionRow, KnownFrom, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, USER } from './inbound/account-context.ts';

/** A name of a document at its path. */
interface NameAt {
  readonly path: string;
  readonly field: SourceField;
  readonly name: string;
}

/** The users and companies that a document names. */
export interface KnownNames {
  readonly findId: FindId;
  /** What is said of names that are none of the tenant, or not one alone. */
  issuesOf(unresolved: readonly NameAt[]): Promise<readonly Issue[]>;
  /** What is said of ids that may be some, though nobody with them was read yet. */
  readonly warnings: readonly Issue[];
}

/** What is known of one kind of them. */
interface Kind {
  readonly from: KnownFrom;
  readonly noun: 'user' | 'company';
  readonly plural: 'users' | 'companies';
  readonly found: ReadonlyMap<string, readonly KnownRecord[]>;
  readonly isRead: 'whole' | 'partly' | 'never';
}

/** Names listed with what is nearest to them; of more it is only said that nobody has them. */
const MOST_TOLD = 20;

/** Candidates told of one name. */
const NEAREST = 3;

/** How ids look at Gainsight: capital letters and digits. Names have blanks, small letters or are shorter. */
const ID_FORM = /^[0-9A-Z]{18,}$/;

/** Looks up all that a document names at fields of users and look-ups to companies (`companyFields`, by API name). */
export async function readKnownNames(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  names: readonly NameAt[],
  companyFields: ReadonlySet<string>,
): Promise<KnownNames> {
  const isCompany = ({ name }: SourceField) => companyFields.has(name);
  const textsOf = (isOne: (field: SourceField) => boolean) =>
    names.flatMap(({ field, name }) => (isOne(field) ? [name] : []));
  const users = await readKind(
    tx,
    connection,
    'user',
    textsOf(({ type }) => type === 'user'),
  );
  const companies = await readKind(tx, connection, 'company', textsOf(isCompany));
  const kindOf = (field: SourceField) =>
    field.type === 'user' ? users : isCompany(field) ? companies : null;
  return {
    findId: (field, name) => {
      const kind = kindOf(field);
      return kind === null ? name : idIn(kind, name);
    },
    warnings: names.flatMap(({ path, field, name }) => {
      const kind = kindOf(field);
      if (kind === null || !isDoubtful(kind, name)) return [];
      const message = `not all ${kind.plural} were read yet, and none of those that were has the id ${name}`;
      return [{ path, message }];
    }),
    async issuesOf(unresolved) {
      const issues: Issue[] = [];
      for (const [at, { path, field, name }] of unresolved.entries()) {
        const kind = kindOf(field);
        const message =
          kind === null
            ? `${field.label} has no item ${name}`
            : await tellUnknown(tx, kind, name, at < MOST_TOLD);
        issues.push({ path, message });
      }
      return issues;
    },
  };
}

/** Whom a text of a person means, or why it means nobody. */
export type Meant = { readonly id: string } | { readonly issue: string };

/** Finds the one user or company that a text names: an address, a name that one alone has, or an id. */
export async function findMeant(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  noun: Kind['noun'],
  text: string,
): Promise<Meant> {
  const kind = await readKind(tx, connection, noun, [text]);
  const id = idIn(kind, text);
  return id === null ? { issue: await tellUnknown(tx, kind, text, true) } : { id };
}

/** The id that a name means; null where it means nobody, or not one alone. */
function idIn(kind: Kind, name: string): string | null {
  if (isDoubtful(kind, name)) return name;
  const meaning = meaningOf(name, kind.found.get(name) ?? []);
  return meaning.kind === 'one' ? meaning.id : null;
}

/** Whether a name has the form of an id, and may be one that was not read yet. */
function isDoubtful({ isRead, found }: Kind, name: string): boolean {
  return isRead !== 'whole' && !found.has(name) && ID_FORM.test(name);
}

/** A user or a company, and what a rule names it by. */
export interface NameableRecord extends KnownRecord {
  readonly value: string;
}

/** Users or companies by name, each with what a rule would name it by. */
export async function listNameable(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  noun: Kind['noun'],
  page: Parameters<typeof listKnownRecords>[2],
): Promise<readonly NameableRecord[]> {
  const from = await knownFrom(tx, connection, noun);
  const records = await listKnownRecords(tx, from, page);
  const names = records.flatMap(({ name }) => name ?? []);
  const same = await findKnownRecords(tx, from, names);
  return records.map((record) => ({
    ...record,
    value: nameFor(record, same.get(record.name ?? '')?.length ?? 0),
  }));
}

/** Where the users and the companies of a tenant are known from. */
async function knownFrom(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  noun: Kind['noun'],
): Promise<KnownFrom> {
  if (noun === 'user') return { kind: 'users', connectionId: connection.id, object: USER };
  const inventory = await findAnyInventory(tx, connection);
  return {
    kind: 'companies',
    connectionId: connection.id,
    object: COMPANY,
    inventory: inventory?.run_id ?? null,
  };
}

/** Whoever an old inventory names has the name still. */
async function findAnyInventory(tx: WorkspaceTransaction, connection: ConnectionRow) {
  const inventory = await findInventory(tx, new Date(0));
  return inventory?.connection_id === connection.id ? inventory : undefined;
}

async function readKind(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  noun: Kind['noun'],
  texts: readonly string[],
): Promise<Kind> {
  const from = await knownFrom(tx, connection, noun);
  const plural = noun === 'user' ? 'users' : 'companies';
  // Asked first: what is stored between the two questions must not be taken for all without those that were looked for.
  const isRead = texts.length === 0 ? 'whole' : await howFarRead(tx, connection, from);
  const found = await findKnownRecords(tx, from, texts);
  return { from, noun, plural, found, isRead };
}

/** An inventory reads all companies, and all users beside them. */
async function howFarRead(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  from: KnownFrom,
): Promise<Kind['isRead']> {
  const stream = await findStream(tx, from.kind === 'users' ? 'users' : 'accounts');
  if (stream?.last_full_completed_at != null || (await findAnyInventory(tx, connection)) !== undefined)
    return 'whole';
  return (await findRecordsSample(tx, from, 1)).length === 0 ? 'never' : 'partly';
}

async function tellUnknown(
  tx: WorkspaceTransaction,
  { from, noun, plural, found, isRead }: Kind,
  name: string,
  withNearest: boolean,
): Promise<string> {
  if (isRead === 'never') {
    return `no ${noun} of Gainsight was read yet, so nobody can tell whether ${name} is one: read the inventory first`;
  }
  const same = found.get(name) ?? [];
  if (same.length > 0) return tellUnclear(name, same, noun, plural);
  return tellNone(tx, from, name, withNearest);
}

/** What is said of an address that no active user has. */
export async function tellUnknownAddress(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  address: string,
): Promise<string> {
  return tellNone(tx, await knownFrom(tx, connection, 'user'), address, true);
}

async function tellNone(
  tx: WorkspaceTransaction,
  from: KnownFrom,
  name: string,
  withNearest: boolean,
): Promise<string> {
  const noun = from.kind === 'users' ? 'user' : 'company';
  const unknown =
    from.kind === 'users' && isAddress(name)
      ? `no active user of Gainsight that was read has the address ${name}`
      : `no ${noun} of Gainsight that was read has the name or id ${name}`;
  const nearest = withNearest ? await listNearestRecords(tx, from, wordsOf(name), NEAREST) : [];
  return nearest.length === 0 ? unknown : `${unknown}; nearest: ${nearest.map(inWords).join(', ')}`;
}

function tellUnclear(
  name: string,
  same: readonly KnownRecord[],
  noun: Kind['noun'],
  plural: Kind['plural'],
): string {
  const shown = same.slice(0, NEAREST).map(inWords).join(', ');
  const more = same.length > NEAREST ? `, and ${same.length - NEAREST} more` : '';
  if (same.every(({ isActive }) => !isActive)) {
    return `${name} is no active user of Gainsight; whoever is meant all the same is named by the id: ${shown}${more}`;
  }
  const by = noun === 'user' ? 'the address or the id' : 'the id';
  return `${same.length} ${plural} of Gainsight are called ${name}, so ${by} has to say which: ${shown}${more}`;
}

function inWords({ id, name, address, isActive }: KnownRecord): string {
  return `${name ?? ''} (${address !== null && address !== '' && isActive ? address : id})`.trim();
}

/** What of a name is looked for in others: of an address only who it is of. */
function wordsOf(name: string): readonly string[] {
  const [own = ''] = name.split('@');
  return own
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 8);
}
