import { INSIGHT_KINDS, insightSentence } from '@handrail/core';
import type { InsightId, InsightRule } from '@handrail/core';
import type { Insight } from '@handrail/contract';
import type { InsightRow } from '@handrail/database';
import { z } from 'zod';

const silence = z.object({ meeting: z.object({ id: z.string(), title: z.string(), at: z.string() }) });
const tone = z.object({ before: z.number(), after: z.number(), meetings: z.number() });
const renewal = z.object({ renewalOn: z.string(), meetings: z.number().optional() });
const single = z.object({ person: z.string(), meetings: z.number() });
const people = z.object({
  people: z.array(z.object({ name: z.string().nullable(), role: z.string().nullable(), at: z.string() })),
});
const overdue = z.object({
  count: z.number(),
  items: z.array(
    z.object({ text: z.string(), owner: z.string().nullable(), dueOn: z.string(), meetingId: z.string() }),
  ),
});

const money = z.object({
  score: z.number(),
  label: z.string(),
  before: z.number(),
  after: z.number(),
  currency: z.string().nullable(),
  changedOn: z.string(),
});

type Evidence = Insight['evidence'];

/** What shows each kind, in words; the facts stand beside the insight as they were found. */
const READERS: Readonly<Record<InsightId, (facts: unknown) => Evidence>> = {
  accountDark: (facts) => lastMeeting(facts, 'Last with their people'),
  noReachOut: (facts) => lastMeeting(facts, 'Last hosted by us'),
  noMeeting: (facts) => lastMeeting(facts, 'Last meeting'),
  singleThreaded: (facts) => {
    const { person, meetings } = single.parse(facts);
    return [line(`Only ${person}, in ${meetings} meetings`)];
  },
  negativeTrend: trend,
  positiveTrend: trend,
  upcomingRenewal: (facts) => [line(`Renewal on ${renewal.parse(facts).renewalOn}`)],
  noRenewalDiscussion: (facts) => {
    const { renewalOn, meetings = 0 } = renewal.parse(facts);
    return [line(`Renewal on ${renewalOn}; ${meetings} meetings in 90 days, none speaks of it`)];
  },
  championLeft: (facts) =>
    people
      .parse(facts)
      .people.map(({ name, role, at }) =>
        line(`${name ?? 'A stakeholder'}${role === null ? '' : `, ${role}`}, since ${at.slice(0, 10)}`),
      ),
  commitmentOverdue: (facts) => {
    const { count, items } = overdue.parse(facts);
    const lines = items.map(({ text, owner, dueOn, meetingId }) => ({
      text: `${owner === null ? '' : `${owner}: `}${text} (due ${dueOn})`,
      meetingId,
    }));
    return count > items.length ? [...lines, line(`and ${count - items.length} more`)] : lines;
  },
  scoreAgainstMoney: (facts) => {
    const { score, label, before, after, currency, changedOn } = money.parse(facts);
    const percent = Math.round((100 * (after - before)) / before);
    const by = `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
    const unit = currency === null ? '' : ` ${currency}`;
    return [
      line(
        `Health ${score} ${label}; ARR ${before.toLocaleString('en')} → ${after.toLocaleString('en')}${unit} (${by}) since ${changedOn}`,
      ),
    ];
  },
};

function line(text: string): Evidence[number] {
  return { text, meetingId: null };
}

function lastMeeting(facts: unknown, before: string): Evidence {
  const { id, title, at } = silence.parse(facts).meeting;
  return [{ text: `${before}: “${title}” on ${at.slice(0, 10)}`, meetingId: id }];
}

function trend(facts: unknown): Evidence {
  const { before, after, meetings } = tone.parse(facts);
  return [
    line(`Tone ${before.toFixed(2)} before, ${after.toFixed(2)} in the last 30 days, ${meetings} meetings`),
  ];
}

/** An insight in the words of the product, with the rule that is set now. */
export function presentInsight(row: InsightRow, rules: Readonly<Record<InsightId, InsightRule>>): Insight {
  const { label, tone: colour } = INSIGHT_KINDS[row.insight];
  return {
    account: { id: row.accountId, name: row.accountName },
    insight: row.insight,
    label,
    tone: colour,
    sentence: insightSentence(row.insight, rules[row.insight].threshold),
    startedAt: row.startedAt.toISOString(),
    evidence: READERS[row.insight](row.evidence),
  };
}
