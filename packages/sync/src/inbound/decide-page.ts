import { contentHash, dayOf, decideAccount, isStillDecided } from '@handrail/core';
import type { AccountId, Decision, SourceRecord } from '@handrail/core';
import { lockAccounts, newId, readAccounts, readOverrides, readStoredRecords } from '@handrail/database';
import type { AccountRow, ConnectionRow, StoredRecord, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, isSameConfiguration } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { fromAccountRow } from './account-row.ts';

/** A record with what is to become of it. */
export interface Decided {
  readonly record: SourceRecord;
  readonly decision: Decision;
  readonly accountId: AccountId;
  readonly wasHere: boolean;
  /** Whether it stood decided by another configuration until now. */
  readonly hasNewRules: boolean;
}

/** A page as decided: what stands as it is, and what had to be decided. */
export interface DecidedPage {
  readonly standing: number;
  readonly decided: readonly Decided[];
}

/** What a page is decided with. */
export interface PageToDecide {
  readonly connection: ConnectionRow;
  readonly context: AccountContext;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
}

/** Decides a page of accounts against what is stored of them; nothing is written. Run and preview both ask here. */
export async function decidePage(tx: WorkspaceTransaction, page: PageToDecide): Promise<DecidedPage> {
  const { connection, context, records, now } = page;
  const today = dayOf(now, context.zone);
  const stored = await readStoredRecords(tx, companiesOf(connection), idsOf(records));
  const undecided = records.filter((record) => {
    const known = stored.get(record.gainsightId);
    const stands =
      known?.presence === 'present' &&
      isStillDecided(known, contentHash(record.values), context.rules, today);
    return !stands;
  });
  const accounts = await readAccounts(tx, connection.id, idsOf(undecided));
  const decided = await decideRecords(tx, page, { records: undecided, stored, accounts });
  return { standing: records.length - undecided.length, decided };
}

/**
 * Decides a page that is about to be written. Accounts that change are locked to the end of the transaction and decided
 * by what stands under the lock: a value set by hand since the first look is not overwritten. What stays as it is, is not
 * locked.
 */
export async function decidePageToWrite(tx: WorkspaceTransaction, page: PageToDecide): Promise<DecidedPage> {
  const { standing, decided } = await decidePage(tx, page);
  const isChanging = ({ decision }: Decided) => decision.outcome === 'changed';
  const changing = decided.filter(isChanging);
  if (changing.length === 0) return { standing, decided };
  const records = changing.map(({ record }) => record);
  const accounts = await lockAccounts(tx, page.connection.id, idsOf(records));
  const stored = await readStoredRecords(tx, companiesOf(page.connection), idsOf(records));
  const again = await decideRecords(tx, page, { records, stored, accounts });
  return { standing, decided: [...decided.filter((one) => !isChanging(one)), ...again] };
}

async function decideRecords(
  tx: WorkspaceTransaction,
  { connection, context, now }: PageToDecide,
  known: {
    readonly records: readonly SourceRecord[];
    readonly stored: ReadonlyMap<string, StoredRecord>;
    readonly accounts: ReadonlyMap<string, AccountRow>;
  },
): Promise<readonly Decided[]> {
  const today = dayOf(now, context.zone);
  const overrides = await readOverrides(tx, connection.id, idsOf(known.records));
  return known.records.map((record): Decided => {
    const { gainsightId } = record;
    const stored = known.stored.get(gainsightId);
    const account = known.accounts.get(gainsightId);
    const projection = account === undefined ? null : fromAccountRow(account);
    const overridden = overrides.get(gainsightId) ?? [];
    const decision = decideAccount({
      record,
      stored: stored === undefined ? null : { ...stored, projection, overridden },
      rules: context.rules,
      today,
    });
    return {
      record,
      decision,
      accountId: account?.id ?? newId<AccountId>(),
      wasHere: stored?.presence === 'present',
      hasNewRules: stored !== undefined && !isSameConfiguration(stored.rulesVersion, context.rules.version),
    };
  });
}

function companiesOf(connection: ConnectionRow) {
  return { connectionId: connection.id, object: COMPANY };
}

function idsOf(records: readonly SourceRecord[]): readonly string[] {
  return records.map((record) => record.gainsightId);
}
