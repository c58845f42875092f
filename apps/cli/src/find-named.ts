import { items } from '@handrail/client';
import {
  listAccounts,
  listMeetings,
  listRelationships,
  listRuns,
  listStakeholders,
  listUsers,
} from '@handrail/contract';
import type { Account, Meeting, Relationship, Stakeholder, User } from '@handrail/contract';
import type { CommandContext } from './command-context.ts';
import { CliError } from './errors.ts';
import { PAGE_SIZE_ITEMS } from './list-options.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
/** The form of Gainsight's ids. */
const GSID = /^1[0-9A-Z]{3}[0-9A-Z]{10,40}$/u;

/** Whether a text has the form of an id of Gainsight. */
export function isGainsightId(text: string): boolean {
  return GSID.test(text);
}

const PRESENCES = ['present', 'missing', 'filtered'] as const;
/** The server's own bound on a search text. */
const MAX_SEARCH_CHARACTERS = 200;

/**
 * Our id of the account that a person means by our id, a Gainsight id, or its exact name.
 * Throws CliError when there is none, or when several have the name.
 */
export async function findAccountId(context: CommandContext, meant: string): Promise<string> {
  if (UUID.test(meant)) return meant;
  const client = await context.client();
  const { signal } = context;
  for (const presence of PRESENCES) {
    const query = { search: searchText(meant), presence, limit: PAGE_SIZE_ITEMS };
    const found = await matching(
      items(client, listAccounts, query, { signal }),
      (account: Account) => account.gainsightId === meant || account.name === meant,
    );
    const id = onlyOne(found, meant, (account) => `${account.id} (Gainsight ${account.gainsightId})`);
    if (id !== null) return id;
  }
  throw notFound('account', meant, 'handrail accounts list', 'an id, a Gainsight id or the exact name');
}

/**
 * Our id of the relationship that a person means by our id, a Gainsight id, or its exact name.
 * Throws CliError when there is none, or when several have the name.
 */
export async function findRelationshipId(context: CommandContext, meant: string): Promise<string> {
  if (UUID.test(meant)) return meant;
  const client = await context.client();
  for (const presence of PRESENCES) {
    const query = { search: searchText(meant), presence, limit: PAGE_SIZE_ITEMS };
    const found = await matching(
      items(client, listRelationships, query, { signal: context.signal }),
      (one: Relationship) => one.gainsightId === meant || one.name === meant,
    );
    const id = onlyOne(found, meant, (one) => `${one.id} (${one.account?.name ?? 'no account'})`);
    if (id !== null) return id;
  }
  throw notFound(
    'relationship',
    meant,
    'handrail relationships list',
    'an id, a Gainsight id or the exact name',
  );
}

/**
 * Our id of the stakeholder that a person means by our id, the Gainsight id, the e-mail address or the exact name.
 * Throws CliError when there is none, or when several are meant.
 */
export async function findStakeholderId(context: CommandContext, meant: string): Promise<string> {
  if (UUID.test(meant)) return meant;
  const client = await context.client();
  const options = { signal: context.signal };
  const isEmail = meant.includes('@');
  // A Gainsight id is not searched for by the server: then all are looked through.
  const query = { limit: PAGE_SIZE_ITEMS, ...(GSID.test(meant) ? {} : { search: searchText(meant) }) };
  const found = await matching(items(client, listStakeholders, query, options), (one: Stakeholder) =>
    isEmail
      ? one.email?.toLowerCase() === meant.toLowerCase()
      : one.gainsightId === meant || one.name === meant,
  );
  const id = onlyOne(found, meant, (one) => `${one.id} (${one.accountName})`);
  if (id !== null) return id;
  throw notFound(
    'stakeholder',
    meant,
    'handrail stakeholders list',
    'an id, a Gainsight id, an e-mail address or the exact name',
  );
}

/**
 * Our id of the meeting that a person means by our id, the source's id or reference, or its exact title.
 * Throws CliError when there is none, or when several have the title.
 */
export async function findMeetingId(context: CommandContext, meant: string): Promise<string> {
  if (UUID.test(meant)) return meant;
  const client = await context.client();
  const query = { search: searchText(meant), limit: PAGE_SIZE_ITEMS };
  const found = await matching(
    items(client, listMeetings, query, { signal: context.signal }),
    (meeting: Meeting) =>
      meeting.sourceMeetingId === meant || meeting.sourceReference === meant || meeting.title === meant,
  );
  const id = onlyOne(found, meant, (meeting) => `${meeting.id} (${meeting.startedAt ?? 'no time'})`);
  if (id !== null) return id;
  throw notFound(
    'meeting',
    meant,
    'handrail meetings list',
    'an id, the recorder’s id or reference, or the exact title',
  );
}

/**
 * Our id of the user that a person means by our id, the Gainsight id, the e-mail address or the exact name.
 * Throws CliError when there is none, or when several are meant.
 */
export async function findUserId(context: CommandContext, meant: string): Promise<string> {
  if (UUID.test(meant)) return meant;
  const client = await context.client();
  const isEmail = meant.includes('@');
  // A Gainsight id is not searched for by the server: then all are looked through.
  const query = { limit: PAGE_SIZE_ITEMS, ...(GSID.test(meant) ? {} : { search: searchText(meant) }) };
  const all = items(client, listUsers, query, { signal: context.signal });
  const found = await matching(all, (one: User) =>
    isEmail
      ? one.email.toLowerCase() === meant.toLowerCase()
      : one.gainsightId === meant || one.name === meant,
  );
  const id = onlyOne(found, meant, (one) => `${one.id} (${one.email})`);
  if (id !== null) return id;
  throw notFound(
    'user',
    meant,
    'handrail users list',
    'an id, a Gainsight id, an e-mail address or the exact name',
  );
}

/** Id of the run that a person means by its id or by its number. Throws CliError when there is none. */
export async function findRunId(context: CommandContext, meant: string): Promise<string> {
  const none = () => notFound('run', meant, 'handrail runs list', 'its id or its number');
  if (UUID.test(meant)) return meant;
  if (!/^\d+$/u.test(meant)) throw none();
  const client = await context.client();
  const all = items(client, listRuns, { limit: PAGE_SIZE_ITEMS }, { signal: context.signal });
  for await (const run of all) {
    if (run.number === Number(meant)) return run.id;
  }
  throw none();
}

/** The id as it was given. Throws CliError for what is no id at all; `list` is the command that shows them. */
export function checkId(noun: string, meant: string, list: string): string {
  if (UUID.test(meant)) return meant;
  throw notFound(noun, meant, list, 'its id');
}

/** As much of a text as the server searches for. */
export function searchText(meant: string): string {
  return meant.slice(0, MAX_SEARCH_CHARACTERS);
}

async function matching<T>(all: AsyncIterable<T>, isMeant: (item: T) => boolean): Promise<T[]> {
  const found: T[] = [];
  for await (const item of all) if (isMeant(item)) found.push(item);
  return found;
}

function onlyOne<T extends { readonly id: string }>(
  found: readonly T[],
  meant: string,
  describe: (item: T) => string,
): string | null {
  const [first] = found;
  if (first === undefined) return null;
  if (found.length === 1) return first.id;
  throw new CliError({
    code: 'cli_name_ambiguous',
    message: `${JSON.stringify(meant)} may be any of ${found.length}: ${found.slice(0, 10).map(describe).join(', ')}.`,
    remedy: 'Give one of these ids.',
  });
}

function notFound(noun: string, meant: string, list: string, ways: string): CliError {
  return new CliError({
    code: 'cli_not_found',
    message: `There is no ${noun} ${JSON.stringify(meant)} here.`,
    remedy: `Give ${ways}; see all with: ${list}`,
  });
}
