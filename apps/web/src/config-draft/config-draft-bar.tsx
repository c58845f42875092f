import { configPlaceInWords } from '@handrail/contract';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { DraftBar } from '../components/draft-bar.tsx';
import { FailedState } from '../components/failed-state.tsx';
import { Notice } from '../components/notice.tsx';
import { ConfigChangeList } from './config-change-list.tsx';
import type { ConfigDraft } from './use-config-draft.ts';

/** The foot of a screen with a configuration draft: what others saved, why Save failed, what changed, and the version. */
export function ConfigDraftBar({
  draft,
  missing = null,
  firstSave = false,
  actions,
  onSave = draft.save,
  isBusy = false,
}: {
  draft: ConfigDraft;
  /** Why the draft cannot be saved yet; null when it can. */
  missing?: string | null;
  /** What the first Save begins: while nothing is saved it stands there, and Save is offered without a change. */
  firstSave?: ReactNode;
  /** Stand before Discard and Save. */
  actions?: ReactNode;
  /** What the button does where something is asked before. */
  onSave?: () => void;
  /** Whether that is under way. */
  isBusy?: boolean;
}) {
  return (
    <>
      {draft.meanwhile !== null && (
        <BroughtIntoView key={draft.saved.version}>
          <Notice tone="mid" isUrgent title="Somebody else saved meanwhile">
            <p>
              Version {draft.saved.version} was saved while you edited version {draft.meanwhile.from}. Nothing
              of it is lost: your changes now stand on top of it. Look at them, then save again or discard
              them.
            </p>
            <ConfigChangeList changes={draft.meanwhile.changes} />
          </Notice>
        </BroughtIntoView>
      )}
      {draft.failure !== null && (
        <BroughtIntoView>
          <FailedState
            title="Could not save; nothing was changed"
            error={draft.failure}
            placeInWords={placeWithRow}
          />
        </BroughtIntoView>
      )}
      <DraftBar
        changes={draft.changes.map(({ path }) => configPlaceInWords(path))}
        firstSave={draft.saved.version === 0 && firstSave}
        isKeptAcrossTabs
        isSaving={draft.isSaving || isBusy}
        canSave={missing === null}
        hint={missing !== null && <span className="small">{missing}</span>}
        actions={actions}
        onDiscard={() => draft.discard()}
        onSave={() => onSave()}
      />
      <p className="small quiet">Configuration version {draft.saved.version}</p>
    </>
  );
}

/** What came of a Save, where the person looks: on a long page it would stand out of sight behind the bar. */
function BroughtIntoView({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' });
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}

/** The place with the row of its list, counted as on screen. */
function placeWithRow(path: string): string {
  const at = /\[(\d+)\]/u.exec(path)?.[1];
  const place = configPlaceInWords(path);
  return at === undefined ? place : `${place}, row ${Number(at) + 1}`;
}
