import './route-tabs.css';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId } from 'react';
import { formatCount } from './format-value.ts';

/** A tab: its name in the address, its label, and a count when there is one. */
export interface TabOf<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly count?: number;
}

/** Tabs whose open one stands in the address; ← and → move, as in any tab list. */
export function RouteTabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  tabs: readonly TabOf<T>[];
  value: T;
  onChange: (value: T) => void;
  children: ReactNode;
}) {
  const id = useId();
  // On a phone the row of tabs is wider than the screen.
  useEffect(() => {
    document.getElementById(`${id}-${value}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, value]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChange(next.value);
    document.getElementById(`${id}-${next.value}`)?.focus();
  };
  return (
    <div className="stack" style={{ gap: 16 }}>
      <div role="tablist" aria-label={label} className="route-tabs" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            className="route-tab"
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="route-tab-count number">{formatCount(tab.count)}</span>
            )}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${value}`}
        className="stack"
        style={{ gap: 16 }}
      >
        {children}
      </div>
    </div>
  );
}
