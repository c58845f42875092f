import type { ConfigVersion } from '@handrail/contract';
import { getRouteApi } from '@tanstack/react-router';
import { ConfigDraftBar } from '../../config-draft/config-draft-bar.tsx';
import { ConfigScreen } from '../../config-draft/config-screen.tsx';
import { NotesElsewhere } from '../../config-draft/notes-elsewhere.tsx';
import { PreviewPanel, usePreviewPanel } from '../../config-draft/preview-panel.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useConfigNotes } from '../../config-draft/use-config-notes.ts';
import { NotAllowed } from '../../components/failed-state.tsx';
import { RouteTabs } from '../../components/route-tabs.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { AccountMapping } from './account-mapping.tsx';
import { SIDE_LABELS } from './mapping-list.tsx';
import { RelationshipMapping } from './relationship-mapping.tsx';
import { StakeholderMapping } from './stakeholder-mapping.tsx';

const route = getRouteApi('/settings/configurations/fields');

/** Settings > Configurations > Fields: which field of Gainsight fills which of ours. */
export function FieldsScreen() {
  return (
    <ConfigScreen title="Fields" isPublic>
      {(saved, isReadOnly) => <Editor saved={saved} isReadOnly={isReadOnly} />}
    </ConfigScreen>
  );
}

function Editor({ saved, isReadOnly }: { saved: ConfigVersion; isReadOnly: boolean }) {
  const { tab = 'account', search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const draft = useConfigDraft(saved);
  const notes = useConfigNotes(draft);
  const parts = { draft, notes, search, isReadOnly };
  return (
    <>
      {isReadOnly && <NotAllowed>You can look at these settings; your role may not change them.</NotAllowed>}
      <RouteTabs
        label="Whose fields"
        value={tab}
        onChange={(next) => void navigate({ search: next === 'account' ? {} : { tab: next }, replace: true })}
        tabs={[
          { value: 'account', label: SIDE_LABELS.account },
          { value: 'stakeholder', label: SIDE_LABELS.stakeholder },
          { value: 'relationship', label: SIDE_LABELS.relationship },
        ]}
      >
        {/* While fields are searched, not every row is on the screen. */}
        <NotesElsewhere
          notes={notes.outside(search === '' ? [`fields.${tab}`] : [])}
          here={{ screen: 'fields', tab }}
        />
        <div className="row">
          <SearchField
            label="Search fields"
            value={search}
            onChange={(text) =>
              void navigate({
                search: ({ search: _former, ...held }) => (text === '' ? held : { ...held, search: text }),
                replace: true,
              })
            }
          />
        </div>
        {tab === 'account' && <AccountMapping {...parts} />}
        {tab === 'stakeholder' && <StakeholderMapping {...parts} />}
        {tab === 'relationship' && <RelationshipMapping {...parts} />}
      </RouteTabs>
      <ConfigDraftBar draft={draft} actions={<FieldsPreview draft={draft} />} />
    </>
  );
}

/** Asks for the inventory only once there is a draft: who may only look may not see it. */
function FieldsPreview({ draft }: { draft: ConfigDraft }) {
  return <PreviewPanel draft={draft} canSave panel={usePreviewPanel(draft)} />;
}
