import { DEFAULT_HEALTH } from '@handrail/core';
import type { HealthRules } from '@handrail/core';
import { asRecord } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';

/** The numbers of health that a draft holds, defaults filled in; one that cannot be saved yet stands as typed. */
export function healthOf({ document }: ConfigDraft): HealthRules & { readonly windowDays: number } {
  const held = asRecord(document['health']);
  const [weights, thresholds] = [asRecord(held['weights']), asRecord(held['thresholds'])];
  const number = (value: unknown, usual: number) => (typeof value === 'number' ? value : usual);
  const { weights: usual, thresholds: labels, relativePercent, windowDays } = DEFAULT_HEALTH;
  return {
    weights: {
      sentiment: number(weights['sentiment'], usual.sentiment),
      engagement: number(weights['engagement'], usual.engagement),
      openItems: number(weights['openItems'], usual.openItems),
      responseTime: number(weights['responseTime'], usual.responseTime),
    },
    thresholds: {
      high: number(thresholds['high'], labels.high),
      medium: number(thresholds['medium'], labels.medium),
    },
    relativePercent: number(held['relativePercent'], relativePercent),
    windowDays: number(held['windowDays'], windowDays),
  };
}
