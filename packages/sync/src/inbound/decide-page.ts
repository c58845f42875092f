import { contentHash, dayOf, decideAccount, isStillDecided } from '@handrail/core';
import type { AccountId, Decision, SourceRecord } from '@handrail/core';
import { newId, readAccounts, readOverrides, readStoredRecords } from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
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

/** Decides a page of accounts against what is stored of them; nothing is written. Run and preview both ask here. */
export async function decidePage(
  tx: WorkspaceTransaction,
  page: {
    readonly connection: ConnectionRow;
    readonly context: AccountContext;
    readonly records: readonly SourceRecord[];
    readonly now: Date;
  },
): Promise<DecidedPage> {
  const { connection, context, records, now } = page;
  const of = { connectionId: connection.id, object: COMPANY };
  const today = dayOf(now, context.zone);
  const ids = records.map((record) => record.gainsightId);
  const stored = await readStoredRecords(tx, of, ids);
  const undecided = records.filter((record) => {
    const known = stored.get(record.gainsightId);
    const stands =
      known?.presence === 'present' &&
      isStillDecided(known, contentHash(record.values), context.rules, today);
    return !stands;
  });
  const asked = undecided.map((record) => record.gainsightId);
  const accounts = await readAccounts(tx, connection.id, asked);
  const overrides = await readOverrides(tx, connection.id, asked);
  const decided = undecided.map((record): Decided => {
    const { gainsightId } = record;
    const known = stored.get(gainsightId);
    const account = accounts.get(gainsightId);
    const decision = decideAccount({
      record,
      stored:
        known === undefined
          ? null
          : {
              ...known,
              projection: account === undefined ? null : fromAccountRow(account),
              overridden: overrides.get(gainsightId) ?? [],
            },
      rules: context.rules,
      today,
    });
    return {
      record,
      decision,
      accountId: account?.id ?? newId<AccountId>(),
      wasHere: known?.presence === 'present',
      hasNewRules: known !== undefined && !isSameConfiguration(known.rulesVersion, context.rules.version),
    };
  });
  return { standing: records.length - undecided.length, decided };
}
