import { Tooltip } from '@mantine/core';
import type { RefObject } from 'react';

/** A tip that stands beside its target as long as it is drawn. */
export function Tip({ target, label }: { target: RefObject<HTMLElement | null>; label: string }) {
  return <Tooltip target={target} label={label} opened />;
}
