import type { DraftCounts } from '@handrail/contract';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { asRecord } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useCounts } from './use-counts.ts';

/** What the first Save begins, and that nothing is imported before it. */
export function FirstImport({ draft }: { draft: ConfigDraft }) {
  const { counts } = useCounts(draft);
  const isAll = asRecord(draft.document['accounts'])['import'] !== 'matching';
  return (
    <>
      <strong>{importInWords(isAll, counts)}</strong>
      <span className="quiet">Nothing is imported until you save.</span>
    </>
  );
}

function importInWords(
  isAll: boolean,
  counts: Pick<DraftCounts, 'imported' | 'records'> | undefined,
): string {
  const { imported = null, records = 0 } = counts ?? {};
  if (imported === null) return isAll ? 'Import all accounts' : 'Import the accounts that match';
  return imported === records
    ? `Import all ${formatCounted(records, 'account')}`
    : `Import ${formatCount(imported)} of ${formatCounted(records, 'account')}`;
}
