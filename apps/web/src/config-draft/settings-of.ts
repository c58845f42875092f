import { isWithin } from '@handrail/contract';

const GAINSIGHT = { screen: 'gainsight' } as const;
const FIELDS = { screen: 'fields' } as const;

/** Which tab has the controls of which part of the configuration. */
const TABS = [
  ['accounts', { ...GAINSIGHT, tab: 'accounts', label: 'Accounts' }],
  ['status', { ...GAINSIGHT, tab: 'status', label: 'Status' }],
  ['users', { ...GAINSIGHT, tab: 'users', label: 'Users' }],
  ['timeline', { ...GAINSIGHT, tab: 'timeline', label: 'Timeline' }],
  ['writeback', { ...GAINSIGHT, tab: 'writeback', label: 'Writeback' }],
  ['retention.accountsGone', { ...GAINSIGHT, tab: 'retention', label: 'Retention' }],
  ['fields.account', { ...FIELDS, tab: 'account', label: 'Account fields' }],
  ['fields.stakeholder', { ...FIELDS, tab: 'stakeholder', label: 'Stakeholder fields' }],
  ['fields.relationship', { ...FIELDS, tab: 'relationship', label: 'Relationship fields' }],
] as const;

/** A tab of the settings that hang on what Gainsight has. */
export type SettingsTab = (typeof TABS)[number][1];

/** The tab that has the control of a place of the configuration; null for a place that Gainsight has no say in. */
export function settingsOf(path: string): SettingsTab | null {
  return TABS.find(([place]) => isWithin(path, place))?.[1] ?? null;
}
