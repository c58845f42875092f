import { items } from '@handrail/client';
import { listStakeholders } from '@handrail/contract';
import type { Stakeholder } from '@handrail/contract';
import { ExportCsv } from '../../components/export-csv.tsx';
import type { CsvColumn } from '../../components/export-csv.tsx';
import type { StakeholdersQuery } from '../../queries/stakeholders.ts';
import { useClient } from '../../session.tsx';

const NAMES = [
  'id',
  'gainsightId',
  'accountId',
  'accountName',
  'source',
  'name',
  'email',
  'title',
  'role',
  'phone',
  'decisionMaker',
  'touchFrequency',
  'lastTouchAt',
  'touchDueAt',
  'overdueDays',
  'manual',
  'fields',
] as const satisfies readonly (keyof Stakeholder)[];
const COLUMNS: readonly CsvColumn<Stakeholder>[] = NAMES.map((name) => ({ name, value: (one) => one[name] }));

/** Every stakeholder that the list holds, with all that is known of each, as CSV. */
export function ExportStakeholders({ query }: { query: StakeholdersQuery }) {
  const client = useClient();
  return (
    <ExportCsv
      rows={(signal) => items(client, listStakeholders, { ...query, limit: 200 }, { signal })}
      columns={COLUMNS}
      fileName="stakeholders.csv"
      noun="stakeholders"
    />
  );
}
