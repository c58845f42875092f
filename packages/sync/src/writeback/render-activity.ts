import type { SummaryRow, WholeSummary } from '@handrail/database';

/** Longest subject that the Timeline takes, in characters (reference 10.2 [G]). */
const MAX_SUBJECT = 255;
/** General cap of a note, in characters (reference 10.2 [D]). */
const MAX_NOTES = 131_000;

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
  const sections = [
    headline === undefined ? '' : `<p><strong>${escapeHtml(headline.text)}</strong></p>`,
    list(
      'Action items',
      actionItems.map((item) => {
        const facts = [item.owner, item.due_on === null ? null : `due ${item.due_on}`].filter(
          (fact) => fact !== null,
        );
        return facts.length === 0
          ? escapeHtml(item.text)
          : `${escapeHtml(item.text)} <em>(${escapeHtml(facts.join(', '))})</em>`;
      }),
    ),
    ...(
      [
        ['Decisions', 'decision'],
        ['Points', 'point'],
        ['Risks', 'risk'],
        ['Asks', 'ask'],
      ] as const
    ).map(([title, kind]) =>
      list(
        title,
        of(kind).map((claim) => escapeHtml(claim.text)),
      ),
    ),
  ];
  const footer = footerOf(activity, summary);
  return {
    subject: cut(plain(`Meeting summary: ${activity.title}`), MAX_SUBJECT),
    notes: fit(sections, footer),
  };
}

/**
 * The same with no more than its headline and the recording, for a Timeline in which somebody else's activity of the
 * meeting stands.
 */
export function renderLink(activity: ActivitySource): RenderedActivity {
  const headline = activity.summary.claims.find(({ kind }) => kind === 'headline');
  const said = headline === undefined ? '' : `<p><strong>${escapeHtml(headline.text)}</strong></p>`;
  return {
    subject: renderActivity(activity).subject,
    notes: said + footerOf(activity, activity.summary.summary),
  };
}

/** As many whole sections as the cap allows, and always the footer. */
function fit(sections: readonly string[], footer: string): string {
  let notes = '';
  for (const section of sections) {
    if (notes.length + section.length + footer.length > MAX_NOTES) break;
    notes += section;
  }
  return notes + footer;
}

function footerOf(activity: ActivitySource, { version, is_corrected: isCorrected }: SummaryRow): string {
  const on =
    activity.startedAt === null
      ? ''
      : ` of ${activity.startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const recorder = activity.source === 'gong' ? ' recorded by Gong' : '';
  const link = activity.url === null ? '' : `<br><a href="${escapeHtml(activity.url)}">Recording</a>`;
  return `<p><em>Written by a machine (Handrail) from the transcript of the meeting${on}${recorder}; summary version ${version}${isCorrected ? ', corrected by a person' : ''}.</em>${link}</p>`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<p><strong>${title}</strong></p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function escapeHtml(text: string): string {
  return plain(text)
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

function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`;
}
