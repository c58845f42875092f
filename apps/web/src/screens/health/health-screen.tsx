import type { ConfigVersion } from '@handrail/contract';
import { DEFAULT_HEALTH, HEALTH_BOUNDS } from '@handrail/core';
import { NumberInput } from '@mantine/core';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { ConfigScreen } from '../../config-draft/config-screen.tsx';
import { findUnfinished } from '../../config-draft/find-unfinished.ts';
import { put } from '../../config-draft/merge-documents.ts';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { HealthFields } from './health-fields.tsx';
import { healthOf } from './health-of.ts';
import { HealthWeights } from './health-weights.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import './health.css';

/** Settings > Configurations > Health score: weights, thresholds, the tier's share and the window, tried on the past. */
export function HealthScreen() {
  return <ConfigScreen title="Health score">{(saved) => <Editor saved={saved} />}</ConfigScreen>;
}

function Editor({ saved }: { saved: ConfigVersion }) {
  const draft = useConfigDraft(saved);
  const missing = findUnfinished(draft.document);
  return (
    <>
      <p className="small quiet">
        A score from 0 to 100 is made of the parts that are known, each weighed as set here. It is computed
        after every pass of the signals; scores of the past stay as they were.
      </p>
      <HealthWeights draft={draft} />
      <Numbers draft={draft} />
      <HealthFields draft={draft} />
      <ConfigDraftBar
        draft={draft}
        missing={missing}
        actions={<ReplayPanel draft={draft} canReplay={missing === null} />}
      />
    </>
  );
}

function Numbers({ draft }: { draft: ConfigDraft }) {
  const { thresholds, relativePercent, windowDays } = healthOf(draft);
  const set = (keys: readonly string[], value: string | number, usual: number) =>
    draft.edit((document) =>
      put(document, ['health', ...keys], typeof value !== 'number' || value === usual ? undefined : value),
    );
  return (
    <section className="panel stack" aria-labelledby="health-labels-title">
      <h2 id="health-labels-title">Labels, tier and window</h2>
      <div className="health-numbers">
        <NumberInput
          label="High from"
          description={`Medium from ${thresholds.medium}, Low below`}
          value={thresholds.high}
          min={HEALTH_BOUNDS.threshold.least}
          max={HEALTH_BOUNDS.threshold.most}
          allowDecimal={false}
          onChange={(value) => set(['thresholds', 'high'], value, DEFAULT_HEALTH.thresholds.high)}
        />
        <NumberInput
          label="Medium from"
          description="Must be less than High"
          value={thresholds.medium}
          min={HEALTH_BOUNDS.threshold.least}
          max={HEALTH_BOUNDS.threshold.most}
          allowDecimal={false}
          onChange={(value) => set(['thresholds', 'medium'], value, DEFAULT_HEALTH.thresholds.medium)}
        />
        <NumberInput
          label="The tier's share"
          description="Rank among accounts of the tier; the rest is the account's own past"
          value={relativePercent}
          min={HEALTH_BOUNDS.relativePercent.least}
          max={HEALTH_BOUNDS.relativePercent.most}
          suffix=" %"
          allowDecimal={false}
          onChange={(value) => set(['relativePercent'], value, DEFAULT_HEALTH.relativePercent)}
        />
        <NumberInput
          label="Window"
          description="Days looked back; the three windows before it are the account's past"
          value={windowDays}
          min={HEALTH_BOUNDS.windowDays.least}
          max={HEALTH_BOUNDS.windowDays.most}
          suffix=" days"
          allowDecimal={false}
          onChange={(value) => set(['windowDays'], value, DEFAULT_HEALTH.windowDays)}
        />
      </div>
    </section>
  );
}
