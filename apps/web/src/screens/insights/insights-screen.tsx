import type { ConfigVersion } from '@handrail/contract';
import { INSIGHT_IDS } from '@handrail/core';
import { NotAllowed } from '../../components/failed-state.tsx';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { ConfigScreen } from '../../config-draft/config-screen.tsx';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { InsightRuleRow } from './insight-rule-row.tsx';

/** Settings > Configurations > Insights: what is looked for on accounts, from which threshold, among which tiers. */
export function InsightsScreen() {
  return (
    <ConfigScreen title="Insights" isPublic>
      {(saved, isReadOnly) => <Editor saved={saved} isReadOnly={isReadOnly} />}
    </ConfigScreen>
  );
}

function Editor({ saved, isReadOnly }: { saved: ConfigVersion; isReadOnly: boolean }) {
  const draft = useConfigDraft(saved);
  return (
    <>
      {isReadOnly && <NotAllowed>You can look at these settings; your role may not change them.</NotAllowed>}
      <p className="small quiet">
        An insight stands on an active account while its condition holds, and clears itself. It is looked for
        after every pass of the signals.
      </p>
      <section className="panel panel-flush" aria-label="Insights that are looked for">
        <ul className="list">
          {INSIGHT_IDS.map((id) => (
            <InsightRuleRow key={id} id={id} draft={draft} isReadOnly={isReadOnly} />
          ))}
        </ul>
      </section>
      <ConfigDraftBar draft={draft} />
    </>
  );
}
