import { shorten } from '@handrail/core';
import type { ActionItemRow, ClaimRow, SummaryRow, WholeSummary } from '@handrail/database';

/** Longest subject that the Timeline takes, in characters (reference 10.2 [G]). */
const MAX_SUBJECT = 255;
/** General cap of a note, in characters (reference 10.2 [D]). */
const MAX_NOTES = 131_000;
/** What one sentence or item may take of it, in characters before they are escaped. */
const MAX_TEXT = 4_000;
/** A longer address is no recorder's: the link is left out. */
const MAX_ADDRESS = 2_000;
/** Room for the line that says what was left out. */
const SHORTENED_ROOM = 200;

/** What an activity says. */
export interface RenderedActivity {
  readonly subject: string;
  /** HTML of p, ul, li, strong, em, br without attributes, and at most one link built from the recorder's address. */
  readonly notes: string;
}

/** What of a meeting stands in its activity. */
export interface ActivitySource {
  readonly title: string;
  readonly startedAt: Date | null;
  /** https address of the recording, from the recorder's own structured field. */
  readonly url: string | null;
  readonly source: 'gong' | 'file';
  readonly summary: WholeSummary;
}

/**
 * Builds subject and notes of an activity. The only owner of activity HTML: delivery and preview both call it.
 * Every text is escaped, so what was said or generated can be read and never acts.
 */
export function renderActivity(activity: ActivitySource): RenderedActivity {
  const { summary, claims, actionItems } = activity.summary;
  const of = (kind: (typeof claims)[number]['kind']) => claims.filter((claim) => claim.kind === kind);
  const [headline] = of('headline');
  // A note says each thing once: as an action item, a risk or an ask rather than as a point. The meeting's page shows
  // each part whole.
  const textsOf = (...kinds: readonly Parameters<typeof of>[0][]) =>
    kinds.flatMap(of).map(({ text }) => text);
  const itemTexts = actionItems.map(({ text }) => text);
  const sections: Section[] = [
    {
      title: 'Action items',
      items: actionItems.map((item) =>
        sentence(item, [item.owner, item.due_on === null ? null : `due ${item.due_on}`]),
      ),
    },
    ...(
      [
        ['Decisions', 'decision', textsOf()],
        ['Points', 'point', [...itemTexts, ...textsOf('decision', 'risk', 'ask')]],
        ['Risks', 'risk', textsOf()],
        ['Asks', 'ask', textsOf('risk')],
      ] as const
    ).map(([title, kind, said]) => ({
      title,
      items: of(kind)
        .filter(({ text }) => !said.includes(text))
        .map((claim) => sentence(claim, [])),
    })),
  ];
  return {
    subject: shorten(plain(`Meeting summary: ${activity.title}`), MAX_SUBJECT),
    notes: fit(headlineOf(headline?.text), sections, footerOf(activity, summary)),
  };
}

/**
 * The same with no more than its headline and the recording, for a Timeline in which somebody else's activity of the
 * meeting stands.
 */
export function renderLink(activity: ActivitySource): RenderedActivity {
  const headline = activity.summary.claims.find(({ kind }) => kind === 'headline');
  return {
    subject: renderActivity(activity).subject,
    notes: headlineOf(headline?.text) + footerOf(activity, activity.summary.summary),
  };
}

/** A part with what is known of it; of one that nobody said in the meeting, who added it. */
function sentence(part: ClaimRow | ActionItemRow, known: readonly (string | null)[]): string {
  const adder = part.added_by === null ? null : `added by ${part.added_by_name ?? 'a person'}`;
  const facts = [...known, adder].filter((fact) => fact !== null);
  const text = escapeHtml(part.text);
  return facts.length === 0 ? text : `${text} <em>(${escapeHtml(facts.join(', '))})</em>`;
}

interface Section {
  readonly title: string;
  /** As HTML. */
  readonly items: readonly string[];
}

/** All of it, or as many items from the first on as the cap allows with a line that counts the others; always the footer. */
function fit(headline: string, sections: readonly Section[], footer: string): string {
  const whole = headline + sections.map(list).join('') + footer;
  if (whole.length <= MAX_NOTES) return whole;
  let room = MAX_NOTES - headline.length - footer.length - SHORTENED_ROOM;
  let leftOut = 0;
  const kept = sections.map(({ title, items }) => {
    room -= list({ title, items: [''] }).length;
    const fitting = items.filter((item) => {
      // From the first that does not fit on, none does: what stands there is a beginning, without gaps.
      room -= leftOut > 0 ? 0 : entry(item).length;
      leftOut += leftOut > 0 || room < 0 ? 1 : 0;
      return leftOut === 0;
    });
    return list({ title, items: fitting });
  });
  const note = `<p><em>Shortened to what the Timeline takes; left out: ${leftOut}. The whole summary stands in Handrail.</em></p>`;
  return headline + kept.join('') + note + footer;
}

function headlineOf(text: string | undefined): string {
  return text === undefined ? '' : `<p><strong>${escapeHtml(text)}</strong></p>`;
}

function footerOf(activity: ActivitySource, { version, is_corrected: isCorrected }: SummaryRow): string {
  // The Timeline asks for a day: who reads it must know that it is none that the meeting told.
  const on =
    activity.startedAt === null
      ? ', whose day is not known (this entry has the day of its import)'
      : ` of ${activity.startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const recorder = activity.source === 'gong' ? ' recorded by Gong' : '';
  const { url } = activity;
  const isLinked = url !== null && url.length <= MAX_ADDRESS;
  const link = isLinked ? `<br><a href="${escapeHtml(url)}">Recording</a>` : '';
  return `<p><em>Written by a machine (Handrail) from the transcript of the meeting${on}${recorder}; summary version ${version}${isCorrected ? ', corrected by a person' : ''}.</em>${link}</p>`;
}

function list({ title, items }: Section): string {
  if (items.length === 0) return '';
  return `<p><strong>${title}</strong></p><ul>${items.map(entry).join('')}</ul>`;
}

function entry(item: string): string {
  return `<li>${item}</li>`;
}

function escapeHtml(text: string): string {
  return shorten(plain(text), MAX_TEXT)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Without characters that no reader sees: controls, zero-width and direction marks. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, (run) => (/[\n\t]/.test(run) ? ' ' : '')).trim();
}
