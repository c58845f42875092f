import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCounted } from './format-value.ts';
import './draft-bar.css';

/**
 * Stands at the bottom as soon as a setting differs from what is saved, and before a first Save: what changed, Discard,
 * Save.
 * Leaving the page with a draft asks first.
 */
export function DraftBar({
  changes,
  firstSave = false,
  isSaving,
  canSave = true,
  hint,
  actions,
  isKeptAcrossTabs = false,
  onDiscard,
  onSave,
}: {
  changes: readonly string[];
  /** What Save begins though nothing was changed; false where Save is for changes alone. */
  firstSave?: ReactNode;
  isSaving: boolean;
  canSave?: boolean;
  hint?: ReactNode;
  /** Stand before Discard and Save. */
  actions?: ReactNode;
  /** Whether another tab of the same page keeps the draft. */
  isKeptAcrossTabs?: boolean;
  onDiscard: () => void;
  onSave: () => void;
}) {
  const isDirty = changes.length > 0;
  const blocker = useBlocker({
    // Where tabs keep drafts of their own, another tab loses one as another page does; it stands in the search part.
    shouldBlockFn: ({ current, next }) =>
      isDirty &&
      (current.pathname !== next.pathname ||
        (!isKeptAcrossTabs && JSON.stringify(current.search) !== JSON.stringify(next.search))),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <>
      {(isDirty || firstSave !== false) && (
        <section className="draft-bar" aria-label={isDirty ? 'Unsaved changes' : 'Nothing saved yet'}>
          <div className="draft-bar-text" role="status">
            {firstSave}
            {isDirty && (
              <>
                <strong>{formatCounted(changes.length, 'change')}</strong>
                <span className="quiet">{changes.join(' · ')}</span>
              </>
            )}
            {hint}
          </div>
          <div className="row">
            {actions}
            {isDirty && (
              <Button variant="default" onClick={onDiscard}>
                Discard
              </Button>
            )}
            <Button loading={isSaving} disabled={!canSave} onClick={onSave}>
              Save
            </Button>
          </div>
        </section>
      )}
      <Modal
        opened={blocker.status === 'blocked'}
        onClose={() => blocker.reset?.()}
        title="Leave without saving?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className="stack">
          <p>{formatCounted(changes.length, 'change')} on this page would be lost.</p>
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            <Button variant="default" onClick={() => blocker.reset?.()}>
              Stay
            </Button>
            <Button color="danger" onClick={() => blocker.proceed?.()}>
              Leave and lose them
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
