import type { ConfigVersion } from '@handrail/contract';
import { parseConfig } from '@handrail/core';
import { formatCounted } from '../../components/format-value.ts';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { ConfigScreen } from '../../config-draft/config-screen.tsx';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { AttributionSettings } from './attribution-settings.tsx';
import { ExclusionSettings } from './exclusion-settings.tsx';
import { MeetingsPreviewPanel } from './meetings-preview-panel.tsx';
import './exclusions.css';

/** Settings > Configurations > Exclusions & attribution: which meetings are read, and to whom they belong. */
export function ExclusionsScreen() {
  return <ConfigScreen title="Exclusions & attribution">{(saved) => <Editor saved={saved} />}</ConfigScreen>;
}

function Editor({ saved }: { saved: ConfigVersion }) {
  const draft = useConfigDraft(saved);
  const issues = issuesOf(draft.document);
  const canSave = issues.size === 0;
  return (
    <>
      <ExclusionSettings draft={draft} issues={issues} />
      <AttributionSettings draft={draft} issues={issues} />
      <ConfigDraftBar
        draft={draft}
        missing={canSave ? null : `${formatCounted(issues.size, 'place')} not complete`}
        actions={<MeetingsPreviewPanel draft={draft} canSave={canSave} />}
      />
    </>
  );
}

/** What is wrong with the meetings part of a draft, by the rule it stands in; an account's issue has its own place. */
function issuesOf(document: ConfigDocument): ReadonlyMap<string, string> {
  const parsed = parseConfig({ version: 1, ...document });
  if (parsed.ok) return new Map();
  return new Map(
    parsed.issues
      .filter(({ path }) => path.startsWith('meetings.'))
      .map(({ path, message }) => [path.replace(/\.(?:domain|person|title|crmId)$/, ''), message]),
  );
}
