import { Tooltip } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { RefObject } from 'react';

/** A tip that stands beside its target as long as it is drawn; Escape asks to take it away. */
export function Tip({
  target,
  label,
  onDismiss,
}: {
  target: RefObject<HTMLElement | null>;
  label: string;
  onDismiss: () => void;
}) {
  useWindowEvent('keydown', ({ key }) => {
    if (key === 'Escape') onDismiss();
  });
  return <Tooltip target={target} label={label} opened />;
}
