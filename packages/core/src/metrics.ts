import { INSIGHT_IDS, INSIGHT_KINDS } from './insights.ts';
import type { InsightId } from './insights.ts';

/** What kind of value a metric is. */
export const METRIC_TYPES = ['number', 'label', 'instant', 'boolean'] as const;

/** One of {@link METRIC_TYPES}: a number, one of High, Medium and Low, an instant in ISO 8601 (UTC), true or false. */
export type MetricType = (typeof METRIC_TYPES)[number];

/** Where a metric comes from; `none` names what nothing that is connected can tell. */
export type MetricSource = 'health' | 'meetings' | 'stakeholders' | 'insights' | 'none';

/** What a label metric can say. */
export const METRIC_LABELS = ['High', 'Medium', 'Low'] as const;

/** Days that windowed metrics look back. */
export const METRIC_WINDOW_DAYS = 90;

/** One entry of the catalogue. */
export interface Metric {
  readonly id: string;
  readonly label: string;
  readonly type: MetricType;
  readonly unit: string | null;
  /** Decimals of a number, at most. */
  readonly decimals: number;
  /** Whether only the last {@link METRIC_WINDOW_DAYS} count. */
  readonly isWindowed: boolean;
  readonly source: MetricSource;
  /** What exactly is counted, and when there is no value. */
  readonly definition: string;
}

type Row = readonly [
  id: string,
  label: string,
  type: MetricType,
  unit: string | null,
  window: 'window' | 'ever',
  source: MetricSource,
  definition: string,
];

const ROWS: readonly Row[] = [
  [
    'health.score',
    'Health score',
    'number',
    '0–100',
    'window',
    'health',
    'The weighted mean of the known parts of health; undefined with fewer than two parts.',
  ],
  [
    'health.label',
    'Health label',
    'label',
    null,
    'window',
    'health',
    'High, Medium or Low by the thresholds of the health score; undefined without a score.',
  ],
  [
    'sentiment.score',
    'Sentiment',
    'number',
    '0–100',
    'window',
    'health',
    'The sentiment part of health: the tone of what their side said, against the own past and the tier.',
  ],
  [
    'engagement.score',
    'Engagement',
    'number',
    '0–100',
    'window',
    'health',
    'The engagement part of health: meetings, their people, speaking share and recency, against the own past and the tier.',
  ],
  [
    'openItems.score',
    'Open items',
    'number',
    '0–100',
    'window',
    'health',
    'The open-items part of health: our open action items and, where a field tells them, open tickets; many open is low.',
  ],
  [
    'responseTime.score',
    'Response time',
    'number',
    '0–100',
    'window',
    'health',
    'The response-time part of health; undefined unless a mapped field tells the hours until we answer.',
  ],
  [
    'sentiment.label',
    'Sentiment label',
    'label',
    null,
    'window',
    'health',
    'High, Medium or Low by the thresholds of the health score; undefined without the score of that part.',
  ],
  [
    'engagement.label',
    'Engagement label',
    'label',
    null,
    'window',
    'health',
    'High, Medium or Low by the thresholds of the health score; undefined without the score of that part.',
  ],
  [
    'openItems.label',
    'Open-items label',
    'label',
    null,
    'window',
    'health',
    'High, Medium or Low by the thresholds of the health score; undefined without the score of that part.',
  ],
  [
    'responseTime.label',
    'Response-time label',
    'label',
    null,
    'window',
    'health',
    'High, Medium or Low by the thresholds of the health score; undefined without the score of that part.',
  ],
  [
    'meetings.count',
    'Meetings',
    'number',
    'meetings',
    'window',
    'meetings',
    'Meetings of the account that were held.',
  ],
  [
    'meetings.hours',
    'Hours in meetings',
    'number',
    'hours',
    'window',
    'meetings',
    'Their length together, to a tenth; undefined when no recorder told a length.',
  ],
  [
    'meetings.last',
    'Last meeting',
    'instant',
    null,
    'ever',
    'meetings',
    'When the last meeting began; undefined before the first.',
  ],
  [
    'engagement.last',
    'Last engagement',
    'instant',
    null,
    'ever',
    'meetings',
    'When the last meeting began in which one of their people took part.',
  ],
  [
    'participants.external',
    'Their people in meetings',
    'number',
    'people',
    'window',
    'meetings',
    'Different people of the account who took part, by address.',
  ],
  [
    'speaking.external',
    'Their speaking share',
    'number',
    '%',
    'window',
    'meetings',
    'Their part of the words spoken; undefined when the sides of the speakers are not known.',
  ],
  [
    'sentiment.positive',
    'Positive meetings',
    'number',
    'meetings',
    'window',
    'meetings',
    'Meetings in which the mean tone of their side was 0.05 or more on a scale from −1 to 1.',
  ],
  [
    'sentiment.neutral',
    'Neutral meetings',
    'number',
    'meetings',
    'window',
    'meetings',
    'Meetings in which the mean tone of their side lay between the two.',
  ],
  [
    'sentiment.negative',
    'Negative meetings',
    'number',
    'meetings',
    'window',
    'meetings',
    'Meetings in which the mean tone of their side was −0.05 or less.',
  ],
  [
    'actions.open.ours',
    'Our open action items',
    'number',
    'items',
    'window',
    'meetings',
    'Action items of the newest summaries that our side owns and nobody has ticked off.',
  ],
  [
    'actions.open.theirs',
    'Their open action items',
    'number',
    'items',
    'window',
    'meetings',
    'Action items of the newest summaries that their side owns and nobody has ticked off.',
  ],
  [
    'meetings.owner',
    'Meetings with owner or CSM',
    'number',
    'meetings',
    'window',
    'meetings',
    'Meetings held in which the owner or the CSM of the account took part, by address.',
  ],
  [
    'meetings.last.decisionMaker',
    'Last meeting with a decision maker',
    'instant',
    null,
    'ever',
    'meetings',
    'When the last meeting began in which a stakeholder took part who is a decision maker by field or role.',
  ],
  [
    'reachOut.last',
    'Last reach-out',
    'instant',
    null,
    'ever',
    'meetings',
    'When the last meeting began that one of our people hosted.',
  ],
  [
    'participants.internal',
    'Our people in meetings',
    'number',
    'people',
    'window',
    'meetings',
    'Different people of ours who took part, by address.',
  ],
  [
    'relationship.multiThreaded',
    'Multi-threaded',
    'boolean',
    null,
    'window',
    'meetings',
    'Whether more than one of their people took part in meetings, by address; undefined when nobody of them did.',
  ],
  [
    'stakeholders.count',
    'Stakeholders',
    'number',
    'people',
    'ever',
    'stakeholders',
    'Stakeholders present at the account.',
  ],
  [
    'insights.open',
    'Open insights',
    'number',
    'insights',
    'ever',
    'insights',
    'Insights that stand on the account now.',
  ],
  ...INSIGHT_IDS.map(insightRow),
  [
    'email.sent',
    'Mail sent by both sides',
    'number',
    'mails',
    'window',
    'none',
    'Needs a mailbox, which Handrail does not read.',
  ],
  [
    'email.response_time',
    'Hours to answer mail',
    'number',
    'hours',
    'window',
    'none',
    'Needs a mailbox, which Handrail does not read.',
  ],
  [
    'tickets.submitted',
    'Tickets',
    'number',
    'tickets',
    'window',
    'none',
    'Needs a ticket system, which Handrail does not read.',
  ],
  [
    'meetings.next',
    'Next meeting',
    'instant',
    null,
    'ever',
    'none',
    'Needs a calendar, which Handrail does not read.',
  ],
  [
    'email.last_sent',
    'Last mail of each side',
    'instant',
    null,
    'ever',
    'none',
    'Needs a mailbox, which Handrail does not read.',
  ],
  [
    'email.open_threads',
    'Mail waiting for an answer',
    'number',
    'threads',
    'ever',
    'none',
    'Needs a mailbox, which Handrail does not read.',
  ],
  [
    'chat.sent',
    'Chat messages',
    'number',
    'messages',
    'window',
    'none',
    'Needs a chat system, which Handrail does not read.',
  ],
  [
    'tickets.response_time',
    'Hours to answer tickets',
    'number',
    'hours',
    'window',
    'none',
    'Needs a ticket system, which Handrail does not read.',
  ],
  [
    'review.next',
    'Next business review',
    'instant',
    null,
    'ever',
    'none',
    'Needs a calendar, which Handrail does not read.',
  ],
  [
    'effort.hours',
    'Hours spent on the account',
    'number',
    'hours',
    'window',
    'none',
    'Needs mail and calendars beside meetings, which Handrail does not read.',
  ],
  [
    'risk.level',
    'Risk level',
    'number',
    '1–5',
    'ever',
    'none',
    'Handrail has no risk analyst; see the insights.',
  ],
  [
    'expansion.readiness',
    'Expansion readiness',
    'number',
    '1–5',
    'ever',
    'none',
    'Handrail derives no expansion signals.',
  ],
];

/** The metric that says whether an insight of a kind stands. */
export function metricOfInsight(id: InsightId): string {
  return `insight.${id}`;
}

function insightRow(id: InsightId): Row {
  const { label, definition } = INSIGHT_KINDS[id];
  return [
    metricOfInsight(id),
    label,
    'boolean',
    null,
    'ever',
    'insights',
    `Whether the insight stands: ${definition} n is as set for it; undefined where it is not looked for.`,
  ];
}

/** Units that are told to the tenth; all others are whole. */
const UNITS_IN_TENTHS: readonly (string | null)[] = ['0–100', 'hours'];

/** Every metric by which an account is described, those without a source included; each id is there once. */
export const METRICS: readonly Metric[] = ROWS.map(([id, label, type, unit, window, source, definition]) => ({
  id,
  label,
  type,
  unit,
  decimals: UNITS_IN_TENTHS.includes(unit) ? 1 : 0,
  isWindowed: window === 'window',
  source,
  definition,
}));

const BY_ID = new Map(METRICS.map((metric) => [metric.id, metric]));

/** The metric of that id, or undefined when the catalogue has none. */
export function findMetric(id: string): Metric | undefined {
  return BY_ID.get(id);
}

/** A metric's value: a number, a label, an ISO 8601 instant, true or false; null where it is undefined. */
export type MetricValue = number | string | boolean | null;
