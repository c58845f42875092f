import type { AccountHealth } from '@handrail/contract';

/** What happened, in words. */
export const HEALTH_EVENT_WORDS: Readonly<Record<AccountHealth['events'][number]['kind'], string>> = {
  meeting: 'Meeting',
  insight: 'Insight',
  'insight-ended': 'Insight over',
  status: 'Status change',
};
