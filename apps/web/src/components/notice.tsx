import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './notice.css';

export const TONES = ['plain', 'good', 'mid', 'bad'] as const;
/** What a colour says; it is always beside a mark and a word. */
export type Tone = (typeof TONES)[number];

const ICONS = { plain: IconInfoCircle, good: IconCircleCheck, mid: IconAlertTriangle, bad: IconCircleX };

/** A block that says one thing about the page, with what can be done about it. `isUrgent` is read out at once. */
export function Notice({
  tone,
  title,
  children,
  actions,
  isUrgent = false,
}: {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  isUrgent?: boolean;
}) {
  const Icon = ICONS[tone];
  return (
    <div className={`notice notice-${tone}`} role={isUrgent ? 'alert' : 'note'}>
      <Icon size={18} aria-hidden className="notice-icon" />
      <div className="notice-body">
        <div className="notice-title">{title}</div>
        {children !== undefined && <div className="notice-text">{children}</div>}
        {actions !== undefined && <div className="row notice-actions">{actions}</div>}
      </div>
    </div>
  );
}
