import type { ConfigVersion, Connection } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { NotAllowed } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { findUnfinished } from '../../config-draft/find-unfinished.ts';
import { NotesElsewhere } from '../../config-draft/notes-elsewhere.tsx';
import { PreviewPanel, usePreviewPanel } from '../../config-draft/preview-panel.tsx';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useConfigNotes } from '../../config-draft/use-config-notes.ts';
import { useConfig } from '../../queries/config.ts';
import { useFieldLabels } from '../../queries/connections.ts';
import { useIsAdmin } from '../../session.tsx';
import { AccountsTab } from './accounts-tab.tsx';
import { ConfirmLeaving, useSaveAsked } from './confirm-leaving.tsx';
import { controlledPlaces } from './controlled-places.ts';
import { FirstImport } from './first-import.tsx';
import { HistoryTab } from './history-tab.tsx';
import { RetentionTab } from './retention-tab.tsx';
import { StatusTab } from './status-tab.tsx';
import { findMissingWriteback, readWritebackDraft } from './writeback-draft.ts';
import { TimelineTab } from './timeline-tab.tsx';
import { UsersTab } from './users-tab.tsx';
import { WritebackTab } from './writeback-tab.tsx';

/** The tabs that edit the configuration. */
export type ConfiguredTab =
  'accounts' | 'status' | 'users' | 'timeline' | 'writeback' | 'retention' | 'history';

/**
 * The open tab of those that edit the configuration; null while another one is open. It stays mounted then, because
 * all of them share one draft: what is changed on one tab is kept while another is looked at.
 */
export function ConfiguredTabs({
  tab,
  connection,
}: {
  tab: ConfiguredTab | null;
  connection: Connection | null;
}) {
  const isAdmin = useIsAdmin();
  if (!isAdmin) return tab !== null && <NotAllowed>Your role may not see these settings.</NotAllowed>;
  const state = connection?.state ?? 'not-connected';
  if (state === 'connected' || state === 'needs-attention') {
    return (
      <>
        {state === 'needs-attention' && tab !== null && (
          <StoppedNotice cause={connection?.failure?.message} />
        )}
        <Configured tab={tab} />
      </>
    );
  }
  if (tab === null) return null;
  if (tab === 'history') return <HistoryTab draft={null} />;
  return <EmptyState>This is set here while Gainsight is connected. Connect it on the first tab.</EmptyState>;
}

/** Over what is configured while the tenant refuses the credential: it can be read and saved, and does nothing yet. */
function StoppedNotice({ cause }: { cause: string | undefined }) {
  return (
    <Notice
      tone="bad"
      title="Needs attention: runs are stopped, what was imported stays"
      actions={
        <Link to="/settings/integrations/gainsight" search={{}}>
          To the connection
        </Link>
      }
    >
      {cause !== undefined && <p>{cause}</p>}
      <p>What you save here is kept, and takes effect once the connection works again.</p>
    </Notice>
  );
}

function Configured({ tab }: { tab: ConfiguredTab | null }) {
  const config = useConfig();
  if (tab === null && config.data === undefined) return null;
  return (
    <Loaded query={config} what="the configuration">
      {(saved) => <Editor tab={tab} saved={saved} />}
    </Loaded>
  );
}

function Editor({ tab, saved }: { tab: ConfiguredTab | null; saved: ConfigVersion }) {
  const draft = useConfigDraft(saved);
  const notes = useConfigNotes(draft);
  const panel = usePreviewPanel(draft);
  const asked = useSaveAsked(draft);
  const labels = useFieldLabels('company');
  const missing =
    findMissingWriteback(readWritebackDraft(draft.document)) ?? findUnfinished(draft.document, labels);
  return (
    <>
      {tab !== null && tab !== 'history' && (
        <NotesElsewhere
          notes={notes.outside(controlledPlaces(tab, draft.document))}
          here={{ screen: 'gainsight', tab }}
        />
      )}
      {tab === 'accounts' && <AccountsTab draft={draft} notes={notes} />}
      {tab === 'status' && <StatusTab draft={draft} notes={notes} />}
      {tab === 'users' && <UsersTab draft={draft} />}
      {tab === 'timeline' && <TimelineTab draft={draft} notes={notes} />}
      {tab === 'writeback' && <WritebackTab draft={draft} notes={notes} />}
      {tab === 'retention' && <RetentionTab draft={draft} />}
      {tab === 'history' && <HistoryTab draft={draft} />}
      {(tab !== null || draft.changes.length > 0 || saved.version === 0) && (
        <ConfigDraftBar
          draft={draft}
          missing={missing}
          firstSave={<FirstImport draft={draft} />}
          actions={<PreviewPanel draft={draft} canSave={missing === null} panel={panel} />}
          onSave={asked.save}
          isBusy={asked.isCounting}
        />
      )}
      <ConfirmLeaving draft={draft} asked={asked} onPreview={() => panel.toggle(true)} />
    </>
  );
}
