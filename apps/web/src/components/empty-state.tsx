import type { ReactNode } from 'react';
import './empty-state.css';

/** One sentence on what will stand here, and the one thing that makes it so. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-state">
      <p>{children}</p>
      {action}
    </div>
  );
}
