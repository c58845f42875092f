import type { ConfigVersion } from '@handrail/contract';
import { INSIGHT_IDS } from '@handrail/core';
import { NotAllowed } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useConfig } from '../../queries/config.ts';
import { useIsAdmin } from '../../session.tsx';
import { InsightRuleRow } from './insight-rule-row.tsx';

/** Settings > Configurations > Insights: what is looked for on accounts, from which threshold, among which tiers. */
export function InsightsScreen() {
  const config = useConfig();
  return (
    <Page title="Insights" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      <Loaded query={config} what="the configuration">
        {(saved) => <Editor saved={saved} />}
      </Loaded>
    </Page>
  );
}

function Editor({ saved }: { saved: ConfigVersion }) {
  const isReadOnly = !useIsAdmin();
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
