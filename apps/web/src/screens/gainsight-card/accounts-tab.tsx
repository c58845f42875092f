import type { SourceField } from '@handrail/contract';
import { DEFAULT_CONFIGURATION, fieldCatalog, parseConfig, sentence } from '@handrail/core';
import { NumberInput, Radio } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useFields } from '../../queries/connections.ts';
import { useInventory } from '../../queries/preview.ts';
import { Conditions } from './conditions.tsx';
import { NEW_RULE, readFilterGroups, writeFilterGroups } from './filter-groups.ts';
import { InventoryPanel } from './inventory-panel.tsx';
import { isPastedList, PastedList } from './pasted-list.tsx';
import { useCounts } from './use-counts.ts';

type Mode = 'all' | 'conditions' | 'list';

/** Which accounts are imported: all, those that meet conditions, or those of a pasted list. */
export function AccountsTab({ draft }: { draft: ConfigDraft }) {
  const fields = useFields('company', true);
  const inventory = useInventory();
  return (
    <>
      <Loaded query={fields} what="the fields of the company">
        {({ items }) => <Filter draft={draft} fields={items} />}
      </Loaded>
      <Loaded query={inventory} what="the inventory">
        {(found) => <InventoryPanel inventory={found} />}
      </Loaded>
      <WhenFiltered draft={draft} />
    </>
  );
}

function Filter({ draft, fields }: { draft: ConfigDraft; fields: readonly SourceField[] }) {
  const accounts = asRecord(draft.document['accounts']);
  const filter = accounts['filter'];
  const mode: Mode = accounts['import'] !== 'matching' ? 'all' : isPastedList(filter) ? 'list' : 'conditions';
  const [former, setFormer] = useState<Partial<Record<Mode, unknown>>>({});
  const setFilter = (next: unknown) =>
    draft.edit((document) =>
      put(put(document, ['accounts', 'import'], 'matching'), ['accounts', 'filter'], next),
    );
  const choose = (next: string) => {
    setFormer({ ...former, [mode]: filter });
    if (next === 'conditions') setFilter(former.conditions ?? { and: [NEW_RULE] });
    else if (next === 'list') setFilter(former.list ?? { field: 'Name', op: 'in', value: [] });
    else
      draft.edit((document) =>
        put(put(document, ['accounts', 'import'], 'all'), ['accounts', 'filter'], undefined),
      );
  };
  const { counts, error } = useCounts(draft);
  const groups = readFilterGroups(filter);
  const said = parseConfig(draft.document);
  return (
    <section className="panel stack" aria-labelledby="accounts-title" style={{ gap: 16 }}>
      <div className="row row-between">
        <h2 id="accounts-title">Which accounts to import</h2>
        <span className="small number" role="status">
          {counts !== undefined &&
            `${formatCount(counts.imported)} of ${formatCount(counts.records)} accounts match`}
        </span>
      </div>
      <Radio.Group value={mode} onChange={choose} aria-label="Which accounts to import">
        <div className="row row-wide">
          <Radio value="all" label="Sync all accounts" />
          <Radio value="conditions" label="Only accounts that match" />
          <Radio value="list" label="A pasted list" />
        </div>
      </Radio.Group>
      {mode === 'list' && <PastedList filter={filter} matches={counts?.imported} onChange={setFilter} />}
      {mode === 'conditions' &&
        (groups === null ? (
          <p>
            This filter is nested deeper than this screen edits. Change it with{' '}
            <code>handrail config export</code> and <code>apply</code>.
          </p>
        ) : (
          <Conditions
            groups={groups}
            fields={fields}
            rules={'field' in asRecord(filter) ? undefined : counts?.rules}
            onChange={(next) => setFilter(writeFilterGroups(next))}
          />
        ))}
      {mode === 'conditions' && said.ok && (
        <p>“Accounts where {sentence(said.value.accounts.filter, fieldCatalog(fields))}.”</p>
      )}
      {error !== null && <FailedState title="Could not count the draft" error={error} />}
    </section>
  );
}

function WhenFiltered({ draft }: { draft: ConfigDraft }) {
  const rule = asRecord(asRecord(draft.document['accounts'])['whenFiltered']);
  const kept = rule['keep'] ?? rule['keepDays'] ?? DEFAULT_CONFIGURATION.accounts.whenFiltered.keepDays;
  const days = typeof kept === 'number' ? kept : null;
  const set = (value: unknown) =>
    draft.edit((document) => put(document, ['accounts', 'whenFiltered'], value));
  return (
    <section className="panel stack" aria-labelledby="filtered-title">
      <h2 id="filtered-title">When an account is filtered out</h2>
      <p className="small quiet">
        It leaves the lists at once. Its history is kept, and an account that comes back gets it back.
      </p>
      <Radio.Group
        aria-label="How long its history is kept"
        value={days === null ? 'forever' : 'days'}
        onChange={(next) => set(next === 'days' ? { keepDays: 90 } : { keep: 'forever' })}
      >
        <div className="row row-wide">
          <Radio value="forever" label="Keep for ever" />
          <Radio value="days" label="Keep for a number of days" />
        </div>
      </Radio.Group>
      {days !== null && (
        <NumberInput
          label="Days"
          min={1}
          max={36_500}
          allowDecimal={false}
          style={{ maxWidth: 160 }}
          value={days}
          onChange={(next) => {
            if (typeof next === 'number') set({ keepDays: next });
          }}
        />
      )}
    </section>
  );
}
