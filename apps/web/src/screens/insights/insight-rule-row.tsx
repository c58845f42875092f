import { INSIGHT_KINDS, insightSentence } from '@handrail/core';
import type { InsightId } from '@handrail/core';
import { NumberInput, Switch, TagsInput } from '@mantine/core';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';

/** One kind of insight: on or off, its threshold, and the tiers it is looked for in. */
export function InsightRuleRow({
  id,
  draft,
  isReadOnly,
}: {
  id: InsightId;
  draft: ConfigDraft;
  isReadOnly: boolean;
}) {
  const kind = INSIGHT_KINDS[id];
  const rule = asRecord(asRecord(draft.document['insights'])[id]);
  const isEnabled = rule['enabled'] !== false;
  const threshold = typeof rule['threshold'] === 'number' ? rule['threshold'] : kind.threshold;
  const tiers = Array.isArray(rule['tiers']) ? rule['tiers'].map(String) : [];
  const set = (key: string, value: unknown) =>
    draft.edit((document) => put(document, ['insights', id, key], value));
  return (
    <li className="list-row" style={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
      <Switch
        label={kind.label}
        description={insightSentence(id, threshold)}
        checked={isEnabled}
        disabled={isReadOnly}
        style={{ flex: 2, minWidth: 260 }}
        onChange={(event) => set('enabled', event.currentTarget.checked ? undefined : false)}
      />
      <NumberInput
        label={kind.unit.replace(/^./, (first) => first.toUpperCase())}
        aria-label={`${kind.label}: ${kind.unit}`}
        value={threshold}
        min={kind.least}
        max={kind.most}
        allowDecimal={false}
        disabled={isReadOnly || !isEnabled}
        style={{ width: 140 }}
        onChange={(value) =>
          set('threshold', typeof value !== 'number' || value === kind.threshold ? undefined : value)
        }
      />
      <TagsInput
        label="Tiers (none: all)"
        aria-label={`${kind.label}: tiers`}
        value={tiers}
        disabled={isReadOnly || !isEnabled}
        style={{ flex: 1, minWidth: 180 }}
        onChange={(values) => set('tiers', values.length === 0 ? undefined : values)}
      />
    </li>
  );
}
