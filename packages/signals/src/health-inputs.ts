/** The parts of a score in the order in which they are shown. */
export const HEALTH_PARTS = ['sentiment', 'engagement', 'openItems', 'responseTime'] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/** From good to bad. */
export const HEALTH_LABELS = ['High', 'Medium', 'Low'] as const;
export type HealthLabel = (typeof HEALTH_LABELS)[number];

/** Days looked back. */
export const HEALTH_WINDOW_DAYS = 90;
/** Share of each part when all are there; shared out over those that are. */
export const DEFAULT_WEIGHTS: Readonly<Record<HealthPart, number>> = {
  sentiment: 35,
  engagement: 30,
  openItems: 20,
  responseTime: 15,
};
/** A score from `high` on is High, from `medium` on Medium, else Low. */
export const DEFAULT_THRESHOLDS: HealthThresholds = { high: 70, medium: 40 };

/** Lowest scores of the labels High and Medium. */
export interface HealthThresholds {
  readonly high: number;
  readonly medium: number;
}

/** What the account's meetings of one window show. */
export interface EngagementFigures {
  /** Meetings held in the window. */
  readonly meetings: number;
  /** Different people of the account who took part. */
  readonly externalParticipants: number;
  /** Whole days from the last meeting to the day of the score; null when there never was one. */
  readonly daysSinceLastMeeting: number | null;
  /** Their part of the words spoken, 0…1; null when sides are not known. */
  readonly externalSpeakingShare: number | null;
}

/** A figure of this window beside what it is held against; null where nothing is known. */
export interface Compared {
  readonly current: number | null;
  /** The same figure of the account's own earlier windows: their mean. */
  readonly baseline: number | null;
  /** The figure of the accounts of the same tier, in any order. */
  readonly tier: readonly number[];
}

/** Everything a score is made from. The same inputs give the same score to the digit. */
export interface HealthInputs {
  /** ISO day of the score. */
  readonly scoredOn: string;
  readonly engagement: {
    readonly current: EngagementFigures;
    readonly baseline: EngagementFigures | null;
    /** The other accounts of the tier, those without meetings included. */
    readonly tier: readonly EngagementFigures[];
  };
  /** Mean tone of what the account's people said in the window, -1…1. */
  readonly sentiment: Compared;
  /** Open action items on our side; more is worse. Absent = no source. */
  readonly openItems?: Compared;
  /** Hours until we answer; more is worse. Absent = no source. */
  readonly responseTime?: Compared;
  readonly weights?: Readonly<Record<HealthPart, number>>;
  readonly thresholds?: HealthThresholds;
}

/** One part of a score: 0…100, its halves, and the share of the whole that it got (0…1). */
export interface ScoredPart {
  readonly part: HealthPart;
  readonly score: number;
  /** Against the account's own past; null without one. */
  readonly absolute: number | null;
  /** Against its tier; null without enough others. */
  readonly relative: number | null;
  readonly weight: number;
}
