import { previewRows } from '@handrail/client';
import {
  configPlaceInWords,
  costInWords,
  fieldInWords,
  heldCountInWords,
  heldInWords,
  heldOfKind,
  INVENTORY_FRESH_MS,
  otherValuesInWords,
  ruleInWords,
  streamCostInWords,
  unforeseenInWords,
  waitingInWords,
  withAccountsInWords,
} from '@handrail/contract';
import type { OtherValuesInWords, Preview, PreviewRow } from '@handrail/contract';
import type { PreviewKind } from '@handrail/core';
import { PREVIEW_KINDS } from '@handrail/core';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ExportCsv } from '../components/export-csv.tsx';
import type { CsvColumn } from '../components/export-csv.tsx';
import { FailedState } from '../components/failed-state.tsx';
import { formatCounted, formatCount, formatValue } from '../components/format-value.ts';
import { Loaded, LoadingLines } from '../components/loaded.tsx';
import { SearchField } from '../components/search-field.tsx';
import { Notice } from '../components/notice.tsx';
import { Time, useNow } from '../components/time.tsx';
import { CadenceOutcome } from './cadence-outcome.tsx';
import { DraftPreview } from './draft-preview.tsx';
import type { ConfigDraft } from './use-config-draft.ts';
import { useInventory, usePreview } from '../queries/preview.ts';
import { useClient } from '../session.tsx';
import { InventoryPanel } from './inventory-panel.tsx';

const TITLES: Readonly<Record<PreviewKind, string>> = {
  entering: 'Entering',
  leaving: 'Leaving',
  'almost-in': 'Almost in',
  'stays-out': 'Stay out',
  status: 'Status changes',
  people: 'Owner or CSM changes',
  fields: 'Field changes',
  'set-aside': 'Set aside',
  missing: 'No longer in Gainsight',
};

/** Accounts that are out and stay out: nothing changes for them. */
const STAYING: ReadonlySet<PreviewKind> = new Set(['almost-in', 'stays-out']);

const COLUMNS: readonly CsvColumn<PreviewRow>[] = (
  ['gainsightId', 'accountId', 'name', 'rule', 'field', 'value', 'changes'] as const
).map((name) => ({ name, value: (row) => row[name] }));

/** The preview of a draft, which opens by its button and from elsewhere. */
export function usePreviewPanel(draft: ConfigDraft) {
  const preview = usePreview();
  const inventory = useInventory();
  const [isOpen, setIsOpen] = useState(false);
  const isReady = inventory.data?.state === 'ready';
  const readAt = inventory.data?.readAt ?? null;
  const isOld = useNow() - Date.parse(readAt ?? '') > INVENTORY_FRESH_MS;
  const [search, setSearch] = useState('');
  // It stays while it is searched again, also for nothing.
  const [isSearchable, setIsSearchable] = useState(false);
  const run = (text = search) =>
    preview.mutate({ document: draft.document, search: text }, { onSuccess: () => setIsSearchable(true) });
  const toggle = (next: boolean) => {
    setIsOpen(next);
    preview.reset();
    setSearch('');
    setIsSearchable(false);
    if (next && isReady && !isOld) run('');
  };
  return { preview, inventory, isReady, isOld, search, setSearch, isSearchable, run, isOpen, toggle };
}

/** The button of the draft bar, and the panel with what Save would do, to the record. */
export function PreviewPanel({
  draft,
  canSave,
  panel,
}: {
  draft: ConfigDraft;
  canSave: boolean;
  panel: ReturnType<typeof usePreviewPanel>;
}) {
  const { preview, inventory, isReady, isOld, search, setSearch, isSearchable, run, isOpen, toggle } = panel;
  return (
    <DraftPreview
      draft={draft}
      title="What saving would do"
      canOpen={canSave}
      canSave={preview.data !== undefined}
      isOpen={isOpen}
      onToggle={toggle}
      actions={
        preview.data === undefined && (
          <Button variant="default" disabled={!isReady || preview.isPending} onClick={() => run()}>
            {isOld ? 'Preview on what was read' : 'Preview now'}
          </Button>
        )
      }
    >
      {preview.data === undefined && !preview.isPending && (
        <Loaded query={inventory} what="the inventory">
          {(found) => (
            <>
              {isReady && isOld && (
                <Notice tone="mid" title="What Gainsight held was read over an hour ago">
                  <p>
                    Read it again, so that the preview says what the run will find. Each record that changed
                    in between is marked on the run&apos;s page.
                  </p>
                </Notice>
              )}
              <InventoryPanel inventory={found} />
            </>
          )}
        </Loaded>
      )}
      {isSearchable && (
        <div className="row">
          <SearchField
            label="Search the accounts"
            value={search}
            onChange={(text) => {
              setSearch(text);
              run(text);
            }}
          />
        </div>
      )}
      {preview.isPending && <LoadingLines what="the preview" />}
      {preview.isError && (
        <FailedState title="Could not preview the draft" error={preview.error} onRetry={() => run()} />
      )}
      {preview.data !== undefined && (
        <Outcome preview={preview.data} document={draft.document} search={search} />
      )}
      {draft.changes.some(({ path }) => path.startsWith('cadence')) && (
        <CadenceOutcome document={draft.document} />
      )}
    </DraftPreview>
  );
}

function Outcome({
  preview,
  document,
  search,
}: {
  preview: Preview;
  document: ConfigDraft['document'];
  /** What the rows are searched for; empty for all of them. */
  search: string;
}) {
  const client = useClient();
  const asked = { document: { version: 1, ...document }, ...(search === '' ? {} : { search }) };
  const { cost, inventory, totals, unchanged, waiting, warnings } = preview;
  const kinds = PREVIEW_KINDS.filter((kind) => totals[kind] > 0);
  const held = heldInWords(preview);
  const unforeseen = unforeseenInWords(preview);
  const others = otherValuesInWords(preview);
  return (
    <>
      {unforeseen !== null && (
        <Notice tone="mid" title="Not all of it can be foreseen">
          <p>{unforeseen}</p>
        </Notice>
      )}
      <p role="status">
        {costInWords(cost)} {formatCounted(unchanged, 'account')} unchanged.
      </p>
      {withAccountsInWords(preview).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {others
        .flatMap(({ sentences }) => sentences)
        .map((words) => (
          <p key={words}>{words}</p>
        ))}
      {warnings.map(({ path, message }) => (
        <p key={path}>
          <strong>{configPlaceInWords(path)}</strong> {message}.
        </p>
      ))}
      {held !== null && <p>{held}</p>}
      {waiting.map((one) => (
        <p key={one.run.id}>
          {waitingInWords(one)}{' '}
          <Link to="/sync/runs/$runId" params={{ runId: one.run.id }}>
            Decide
          </Link>
        </p>
      ))}
      {cost.streams.some(({ mode }) => mode !== 'projection') && (
        <ul className="list preview-rows" aria-label="What saving takes">
          {cost.streams.map((part) => (
            <li key={part.stream} className="small">
              <strong>{part.label}</strong> {streamCostInWords(part)}
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">
        Told from {formatCounted(inventory.records, 'account')} read <Time at={inventory.readAt} />; days are
        counted from {preview.today}.
      </p>
      {preview.unforeseen?.isDecided !== false && kinds.every((kind) => STAYING.has(kind)) && (
        <p>No account would change.</p>
      )}
      {kinds.map((kind) => (
        <details
          key={kind}
          className="preview-kind"
          open={kind === 'entering' || kind === 'leaving' || search !== ''}
        >
          <summary>
            <strong>{TITLES[kind]}</strong> <span className="number">{formatCount(totals[kind])}</span>
            {heldOfKind(preview, kind) > 0 && (
              <span className="quiet"> · {heldCountInWords(heldOfKind(preview, kind))}</span>
            )}
          </summary>
          <ExportCsv
            rows={(signal) => previewRows(client, { ...asked, kind }, { signal })}
            columns={COLUMNS}
            fileName={`preview-${kind}.csv`}
            noun="accounts"
          />
          {preview.rows[kind].length === 0 && <p className="small quiet">No account of these matches.</p>}
          <ul className="list preview-rows" aria-label={TITLES[kind]}>
            {preview.rows[kind].map((row) => (
              <Row key={row.gainsightId} kind={kind} row={row} />
            ))}
          </ul>
          {search === '' && totals[kind] > preview.rows[kind].length && (
            <p className="small quiet">
              The first {formatCount(preview.rows[kind].length)} of {formatCount(totals[kind])}; the export
              has them all.
            </p>
          )}
        </details>
      ))}
      {others.map((one) => (
        <Others key={one.title} {...one} />
      ))}
    </>
  );
}

function Others({ title, others: { changed, rows } }: OtherValuesInWords) {
  if (changed === 0) return null;
  return (
    <details className="preview-kind">
      <summary>
        <strong>{title}</strong> <span className="number">{formatCount(changed)}</span>
      </summary>
      <ul className="list preview-rows" aria-label={title}>
        {rows.map(({ gainsightId, name, accountName, changes }) => (
          <li key={gainsightId} className="small">
            <strong dir="auto">{name ?? gainsightId}</strong>
            {accountName !== null && (
              <span className="quiet">
                {' '}
                · <bdi>{accountName}</bdi>
              </span>
            )}
            <Changes changes={changes} />
          </li>
        ))}
      </ul>
      {changed > rows.length && (
        <p className="small quiet">
          The first {formatCount(rows.length)} of {formatCount(changed)}.
        </p>
      )}
    </details>
  );
}

function Changes({ changes }: Pick<PreviewRow, 'changes'>) {
  return Object.entries(changes).map(([name, [before, after]]) => (
    <span key={name}>
      {' '}
      · {fieldInWords(name)}: {formatValue(before)} → {formatValue(after)}
    </span>
  ));
}

function Row({ kind, row }: { kind: PreviewKind; row: PreviewRow }) {
  const rule = ruleInWords(kind, row);
  const isChanged = kind === 'status' || kind === 'people' || kind === 'fields';
  return (
    <li className="small">
      <strong dir="auto">{row.name ?? row.gainsightId}</strong>
      {isChanged && <Changes changes={row.changes} />}
      {!isChanged && rule !== null && (
        <span className="quiet">
          {' '}
          · {rule}
          {row.field !== null && kind !== 'set-aside' && ` (${row.field}: ${formatValue(row.value)})`}
        </span>
      )}
    </li>
  );
}
