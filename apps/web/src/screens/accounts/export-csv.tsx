import { listAccounts } from '@handrail/contract';
import type { Account } from '@handrail/contract';
import { items } from '@handrail/client';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { downloadText } from '../../components/download-text.ts';
import { explainError } from '../../components/explain-error.ts';
import { formatCount } from '../../components/format-value.ts';
import { showDone } from '../../components/show-done.ts';
import type { AccountsQuery } from '../../queries/accounts.ts';
import { useClient } from '../../session.tsx';
import { csvOf } from './csv.ts';

const COLUMNS = [
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
  'crmId',
  'churnedOn',
  'lastMeetingAt',
  'lastSyncedAt',
] as const satisfies readonly (keyof Account)[];

/** Walks the filtered list to its end and hands it out as a CSV file, with a count and a way to stop. */
export function ExportCsv({ query }: { query: AccountsQuery }) {
  const client = useClient();
  const [read, setRead] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const exportAll = async () => {
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    setRead(0);
    try {
      const rows: unknown[][] = [
        [...COLUMNS, 'healthScore', 'healthLabel', 'gone', 'goneSince', 'goneUntil'],
      ];
      for await (const account of items(client, listAccounts, { ...query, limit: 200 }, controller)) {
        const { health, gone } = account;
        const absence = [gone?.kind ?? null, gone?.since ?? null, gone?.until ?? null];
        rows.push([...COLUMNS.map((name) => account[name]), health.score, health.label, ...absence]);
        if (rows.length % 200 === 1) setRead(rows.length - 1);
      }
      downloadText(csvOf(rows), { name: 'accounts.csv', type: 'text/csv' });
      showDone(`${formatCount(rows.length - 1)} accounts exported`);
    } catch (error) {
      if (!controller.signal.aborted) setFailure(explainError(error).cause);
    } finally {
      setRead(null);
    }
  };
  return (
    <>
      {failure !== null && <span role="alert">Could not export: {failure}</span>}
      {read === null ? (
        <Button variant="default" onClick={() => void exportAll()}>
          Export CSV
        </Button>
      ) : (
        <Button variant="default" onClick={() => stop.current?.abort()}>
          Stop export at {formatCount(read)}
        </Button>
      )}
    </>
  );
}
