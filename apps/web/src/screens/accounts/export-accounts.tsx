import { items } from '@handrail/client';
import { listAccounts } from '@handrail/contract';
import type { Account } from '@handrail/contract';
import { ExportCsv } from '../../components/export-csv.tsx';
import type { CsvColumn } from '../../components/export-csv.tsx';
import type { AccountsQuery } from '../../queries/accounts.ts';
import { useClient } from '../../session.tsx';

const NAMES = [
  'id',
  'gainsightId',
  'name',
  'status',
  'presence',
  'owner',
  'csm',
  'tier',
  'arr',
  'mrr',
  'currency',
  'renewalDate',
  'contractStart',
  'lifecycleStage',
  'industry',
  'region',
  'domains',
  'employees',
  'crmId',
  'parentGainsightId',
  'churnedOn',
  'lastMeetingAt',
  'updatedAt',
  'lastSyncedAt',
  'fields',
] as const satisfies readonly (keyof Account)[];
const COLUMNS: readonly CsvColumn<Account>[] = [
  ...NAMES.map((name) => ({ name, value: (account: Account) => account[name] })),
  { name: 'healthScore', value: ({ health }) => health.score },
  { name: 'healthLabel', value: ({ health }) => health.label },
  { name: 'gone', value: ({ gone }) => gone?.kind },
  { name: 'goneSince', value: ({ gone }) => gone?.since },
  { name: 'goneUntil', value: ({ gone }) => gone?.until },
];

/** Every account that the list holds, with all that is known of each, as CSV. */
export function ExportAccounts({ query }: { query: AccountsQuery }) {
  const client = useClient();
  return (
    <ExportCsv
      rows={(signal) => items(client, listAccounts, { ...query, limit: 200 }, { signal })}
      columns={COLUMNS}
      fileName="accounts.csv"
      noun="accounts"
    />
  );
}
