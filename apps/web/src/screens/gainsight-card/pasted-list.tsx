import type { DraftCounts } from '@handrail/contract';
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { asRecord } from '../../config-draft/merge-documents.ts';
import { splitPasted } from './filter-groups.ts';

/** Whether a filter is what this part writes: one rule over names or ids. */
export function isPastedList(filter: unknown): boolean {
  const rule = asRecord(filter);
  return rule['op'] === 'in' && (rule['field'] === 'Name' || rule['field'] === 'Gsid');
}

/** Entries listed that are of no account. */
const SHOWN = 200;

/** A list of names or ids, as it comes out of a sheet. */
export function PastedList({
  filter,
  counts,
  onChange,
}: {
  filter: unknown;
  /** Of the draft as it stands; undefined while nothing counts it. */
  counts: DraftCounts | undefined;
  onChange: (filter: unknown) => void;
}) {
  const rule = asRecord(filter);
  const field = rule['field'] === 'Gsid' ? 'Gsid' : 'Name';
  const names = Array.isArray(rule['value']) ? rule['value'].map(String) : [];
  const [typed, setTyped] = useState(names.join('\n'));
  const isFresh = splitPasted(typed).join('\n') === names.join('\n');
  return (
    <div className="stack">
      <NativeSelect
        label="The list holds"
        style={{ maxWidth: 240 }}
        data={[
          { value: 'Name', label: 'Names of accounts' },
          { value: 'Gsid', label: 'Gainsight ids (GSID)' },
        ]}
        value={field}
        onChange={(event) => onChange({ field: event.currentTarget.value, op: 'in', value: names })}
      />
      <Textarea
        label="Accounts"
        description="One a line. Letter case counts in ids, not in names."
        autosize
        minRows={5}
        maxRows={14}
        value={isFresh ? typed : names.join('\n')}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange({ field, op: 'in', value: splitPasted(event.currentTarget.value) });
        }}
      />
      <p className="small quiet" role="status">
        {formatCount(names.length)} in the list
        {counts !== undefined &&
          counts.imported !== null &&
          ` · ${formatCounted(counts.imported, 'account')} found in Gainsight`}
      </p>
      {counts !== undefined && counts.unfound.length > 0 && (
        <details>
          <summary>
            <strong>Of no account in Gainsight</strong>{' '}
            <span className="number">{formatCount(counts.unfound.length)}</span>
          </summary>
          <ul className="list preview-rows" aria-label="Of no account in Gainsight">
            {counts.unfound.slice(0, SHOWN).map((one, at) => (
              <li key={at} className="small">
                <bdi>{one}</bdi>
              </li>
            ))}
          </ul>
          {counts.unfound.length > SHOWN && (
            <p className="small quiet">The first {formatCount(SHOWN)} of them.</p>
          )}
        </details>
      )}
    </div>
  );
}
