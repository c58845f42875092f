import type { DraftCounts, SourceField } from '@handrail/contract';
import { fieldCatalog, parseConfig, sentence } from '@handrail/core';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigNotes } from '../../config-draft/config-notes.ts';
import { NotesAt } from '../../config-draft/notes-at.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useFields } from '../../queries/connections.ts';
import { useInventory } from '../../queries/preview.ts';
import { Conditions } from './conditions.tsx';
import { NEW_RULE, readFilterGroup, writeFilterGroup } from './filter-groups.ts';
import { InventoryPanel } from '../../config-draft/inventory-panel.tsx';
import { isPastedList, PastedList } from './pasted-list.tsx';
import { useCounts } from './use-counts.ts';
import { WhenFiltered } from './when-filtered.tsx';

type Mode = 'all' | 'conditions' | 'list';

/** Which accounts are imported: all, those that meet conditions, or those of a pasted list. */
export function AccountsTab({ draft, notes }: { draft: ConfigDraft; notes: ConfigNotes }) {
  const fields = useFields('company', true);
  const inventory = useInventory();
  return (
    <>
      <Loaded query={fields} what="the fields of the company">
        {({ items }) => <Filter draft={draft} notes={notes} fields={items} />}
      </Loaded>
      <Loaded query={inventory} what="the inventory">
        {(found) => <InventoryPanel inventory={found} />}
      </Loaded>
      <WhenFiltered draft={draft} />
    </>
  );
}

function Filter({
  draft,
  notes,
  fields,
}: {
  draft: ConfigDraft;
  notes: ConfigNotes;
  fields: readonly SourceField[];
}) {
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
  const isSingle = 'field' in asRecord(filter);
  const { counts, error } = useCounts(draft);
  const said = parseConfig(draft.document);
  return (
    <section className="panel stack" aria-labelledby="accounts-title" style={{ gap: 16 }}>
      <div className="row row-between">
        <h2 id="accounts-title">Which accounts to import</h2>
        <span className="small number" role="status">
          {counts !== undefined && countInWords(counts)}
        </span>
      </div>
      <Radio.Group value={mode} onChange={choose} aria-label="Which accounts to import">
        <div className="row row-wide">
          <Radio value="all" label="Sync all accounts" />
          <Radio value="conditions" label="Only accounts that match" />
          <Radio value="list" label="A pasted list" />
        </div>
      </Radio.Group>
      {mode === 'list' && <PastedList filter={filter} counts={counts} onChange={setFilter} />}
      {mode !== 'conditions' && <NotesAt notes={notes.at('accounts.filter')} />}
      {mode === 'conditions' && (
        <Conditions
          group={readFilterGroup(filter)}
          fields={fields}
          rules={isSingle ? undefined : counts?.rules}
          notesAt={(path) => notes.at(isSingle ? 'accounts.filter' : `accounts.filter.${path}`)}
          onChange={(next) => setFilter(writeFilterGroup(next))}
        />
      )}
      {mode !== 'all' && (
        <p className="small quiet">
          Handrail reads every company and decides each rule here, so the counts and the run follow one rule;
          Gainsight evaluates none of them.
        </p>
      )}
      {mode === 'all' && <p>“Every account in Gainsight.”</p>}
      {mode === 'conditions' && said.ok && (
        <p>“Accounts where {sentence(said.value.accounts.filter, fieldCatalog(fields))}.”</p>
      )}
      {error !== null && <FailedState title="Could not count the draft" error={error} />}
    </section>
  );
}

/** "480 of 500 accounts match", or why that cannot be told. */
function countInWords({ imported, records, gone }: DraftCounts): string {
  if (imported !== null) return `${formatCount(imported)} of ${formatCount(records)} accounts match`;
  return `Not counted: Gainsight has no ${gone.length === 1 ? 'field' : 'fields'} ${gone.join(', ')} any more`;
}
