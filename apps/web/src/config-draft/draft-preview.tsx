import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConfigDraft } from './use-config-draft.ts';
import './draft-preview.css';

/** A button of the draft bar and the panel beside the draft that it opens: what Save would do, and Save itself. */
export function DraftPreview({
  draft,
  label = 'Preview',
  title,
  size = 'xl',
  canOpen = true,
  canSave = true,
  actions,
  isOpen: isHeldOpen,
  onToggle,
  children,
}: {
  draft: ConfigDraft;
  label?: string;
  title: string;
  size?: 'lg' | 'xl';
  canOpen?: boolean;
  /** Whether what saving would do is on screen by now. */
  canSave?: boolean;
  /** Stand before Save. */
  actions?: ReactNode;
  /** Where something else opens it, too; else it opens by its button alone. */
  isOpen?: boolean;
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  const [isOwnOpen, setIsOwnOpen] = useState(false);
  const isOpen = isHeldOpen ?? isOwnOpen;
  const toggle = (next: boolean) => {
    setIsOwnOpen(next);
    onToggle?.(next);
  };
  return (
    <>
      <Button variant="default" disabled={!canOpen} onClick={() => toggle(true)}>
        {label}
      </Button>
      <Drawer
        opened={isOpen}
        position="right"
        onClose={() => toggle(false)}
        title={title}
        size={size}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className="stack">
          {children}
          <div className="row draft-preview-actions">
            {actions}
            <Button
              disabled={!canSave}
              loading={draft.isSaving}
              onClick={() => {
                toggle(false);
                draft.save();
              }}
            >
              Save
            </Button>
          </div>
        </div>
      </Drawer>
    </>
  );
}
