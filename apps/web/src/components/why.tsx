import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';

/** A small "Why?" that opens the reason; `about` completes its name for who cannot see where it stands. */
export function Why({ about, children }: { about: string; children: ReactNode }) {
  return (
    <Popover width={320} position="bottom-start" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="link-button small" aria-label={`Why? ${about}`}>
          Why?
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack stack-tight small" tabIndex={0}>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
