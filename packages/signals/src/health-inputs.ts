import type { HealthPart, HealthRules } from '@handrail/core';

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
  /** Open action items on our side and open tickets; more is worse. Absent = no source. */
  readonly openItems?: Compared;
  /** Hours until we answer; more is worse. Absent = no source. */
  readonly responseTime?: Compared;
  /** How the parts made the score; absent = as where nobody set anything. */
  readonly rules?: HealthRules;
  /** Days that the window looked back; absent = 90. */
  readonly windowDays?: number;
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
