/** One kind of insight: a flag on an account that stands while its condition holds, and clears itself. */
export interface InsightKind {
  readonly label: string;
  /** What it says of an account, with `n` for the threshold. */
  readonly definition: string;
  /** What the threshold counts. */
  readonly unit: string;
  readonly threshold: number;
  readonly least: number;
  readonly most: number;
  readonly tone: 'bad' | 'mid' | 'good';
}

const KINDS = {
  accountDark: {
    label: 'Account dark',
    definition: 'None of their people took part in a meeting for n days, after they once had.',
    unit: 'days',
    threshold: 30,
    least: 1,
    most: 365,
    tone: 'bad',
  },
  noReachOut: {
    label: 'No reach-out',
    definition: 'Our side has hosted no meeting with them for n days, after it once had.',
    unit: 'days',
    threshold: 45,
    least: 1,
    most: 365,
    tone: 'mid',
  },
  noMeeting: {
    label: 'No meeting',
    definition: 'No meeting was held for n days, after there once was one.',
    unit: 'days',
    threshold: 60,
    least: 1,
    most: 365,
    tone: 'mid',
  },
  singleThreaded: {
    label: 'Single-threaded',
    definition: 'At least n meetings in 90 days, and only one of their people in all of them.',
    unit: 'meetings',
    threshold: 3,
    least: 2,
    most: 50,
    tone: 'mid',
  },
  negativeTrend: {
    label: 'Negative trend',
    definition:
      'The tone of their side fell by n hundredths or more, the last 30 days against the 60 before.',
    unit: 'hundredths of tone',
    threshold: 20,
    least: 1,
    most: 200,
    tone: 'bad',
  },
  positiveTrend: {
    label: 'Positive trend',
    definition:
      'The tone of their side rose by n hundredths or more, the last 30 days against the 60 before.',
    unit: 'hundredths of tone',
    threshold: 20,
    least: 1,
    most: 200,
    tone: 'good',
  },
  upcomingRenewal: {
    label: 'Upcoming renewal',
    definition: 'The renewal date lies within n days.',
    unit: 'days',
    threshold: 90,
    least: 1,
    most: 365,
    tone: 'mid',
  },
  noRenewalDiscussion: {
    label: 'No renewal discussion',
    definition: 'The renewal lies within n days, and no summary of the last 90 days speaks of renewing.',
    unit: 'days',
    threshold: 60,
    least: 1,
    most: 365,
    tone: 'bad',
  },
  championLeft: {
    label: 'Champion left',
    definition: 'A decision maker or champion became inactive or disappeared in the last n days.',
    unit: 'days',
    threshold: 30,
    least: 1,
    most: 365,
    tone: 'bad',
  },
  commitmentOverdue: {
    label: 'Commitment overdue',
    definition: 'An open action item of our side is n days past its due day, at least.',
    unit: 'days',
    threshold: 1,
    least: 1,
    most: 365,
    tone: 'bad',
  },
  scoreAgainstMoney: {
    label: 'Score against money',
    definition:
      'Health is High while the ARR fell by n percent or more in a year, or Low while it rose by as much.',
    unit: 'percent',
    threshold: 10,
    least: 1,
    most: 100,
    tone: 'mid',
  },
} as const satisfies Readonly<Record<string, InsightKind>>;

/** Id of a kind of insight. */
export type InsightId = keyof typeof KINDS;

/** Every kind of insight by its id, in the order in which they are shown. */
export const INSIGHT_KINDS: Readonly<Record<InsightId, InsightKind>> = KINDS;

/** The ids of {@link INSIGHT_KINDS}. */
export const INSIGHT_IDS = Object.keys(KINDS).filter((id): id is InsightId => id in KINDS);

/** Whether a kind is looked for, from which threshold, and among which tiers (none named: all). */
export interface InsightRule {
  readonly enabled: boolean;
  readonly threshold: number;
  readonly tiers: readonly string[];
}

/** The definition of a kind with its threshold in place of `n`. */
export function insightSentence(id: InsightId, threshold: number): string {
  const { definition } = INSIGHT_KINDS[id];
  const counted = threshold === 1 ? definition.replace(/\bn (\w+)s\b/, '1 $1') : definition;
  return counted.replace(/\bn\b/, String(threshold));
}
