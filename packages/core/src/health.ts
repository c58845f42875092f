/** The parts of a health score in the order in which they are shown. */
export const HEALTH_PARTS = ['sentiment', 'engagement', 'openItems', 'responseTime'] as const;

/** One of {@link HEALTH_PARTS}. */
export type HealthPart = (typeof HEALTH_PARTS)[number];

/** The parts of a health score as people read them. */
export const HEALTH_PART_LABELS: Readonly<Record<HealthPart, string>> = {
  sentiment: 'Sentiment',
  engagement: 'Engagement',
  openItems: 'Open items',
  responseTime: 'Response time',
};

/** Labels of a health score, from good to bad. */
export const HEALTH_LABELS = ['High', 'Medium', 'Low'] as const;

/** One of {@link HEALTH_LABELS}. */
export type HealthLabel = (typeof HEALTH_LABELS)[number];

/** Lowest scores of the labels High and Medium. */
export interface HealthThresholds {
  readonly high: number;
  readonly medium: number;
}

/** How a score is made of its parts: what can be replayed on parts that are stored. */
export interface HealthRules {
  /** Share of each part when all are there; shared out over those that are. 0 leaves a part out. */
  readonly weights: Readonly<Record<HealthPart, number>>;
  readonly thresholds: HealthThresholds;
  /** How much of a part is its rank in the tier, in percent; the rest is the account's own past. */
  readonly relativePercent: number;
}

/** Everything about health that is a setting. */
export interface HealthSettings extends HealthRules {
  /** Days looked back. */
  readonly windowDays: number;
  /** Our custom account fields that hold numbers which no meeting tells; null: no source. */
  readonly fields: {
    /** Hours until we answer. */
    readonly responseTime: string | null;
    /** Open tickets. */
    readonly openTickets: string | null;
  };
}

/** The settings of health where nobody set anything. */
export const DEFAULT_HEALTH: HealthSettings = {
  weights: { sentiment: 35, engagement: 30, openItems: 20, responseTime: 15 },
  thresholds: { high: 70, medium: 40 },
  relativePercent: 50,
  windowDays: 90,
  fields: { responseTime: null, openTickets: null },
};

/** Least and most of each number that can be set. */
export const HEALTH_BOUNDS = {
  weight: { least: 0, most: 100 },
  threshold: { least: 1, most: 100 },
  relativePercent: { least: 0, most: 100 },
  windowDays: { least: 14, most: 365 },
} as const;
