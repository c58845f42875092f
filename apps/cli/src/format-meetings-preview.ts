import type { MeetingsPreview, TriedExclusion } from '@handrail/contract';
import { plainText } from './plain-text.ts';

/** What a draft would do to stored meetings, as text: the totals, then each meeting that would stand elsewhere. */
export function formatMeetingsPreview({ exclusion, attribution, limit }: MeetingsPreview): string {
  const { moved, gained, lost } = attribution.totals;
  const withdrawals = exclusion.withdrawals + attribution.withdrawals;
  const head = `Meetings: ${exclusion.excluded} kept out · ${moved} moved · ${gained} placed · ${lost} to Review · ${attribution.judged} judged · ${withdrawals} Timeline entries taken back\n`;
  const kept =
    exclusion.keptOut === 0
      ? ''
      : `${exclusion.keptOut} that a rule keeps out now are judged again: of a recorder by the next full run, of a file when it is imported again.\n`;
  const out = exclusion.list.map(
    ({ startedAt, title, ruleInWords }) =>
      `  ${day(startedAt)}  ${plainText(title)}  kept out by ${plainText(ruleInWords)}\n`,
  );
  const elsewhere = attribution.list.map(
    ({ startedAt, title, before, after, reason }) =>
      `  ${day(startedAt)}  ${plainText(title)}  ${names(before)} → ${names(after)}  ${plainText(reason)}\n`,
  );
  const isCut = exclusion.excluded > exclusion.list.length || moved + gained + lost > elsewhere.length;
  return head + kept + [...out, ...elsewhere].join('') + (isCut ? `  … the first ${limit} of each\n` : '');
}

/** What the rules of a draft keep out of the last 30 days, as text. */
export function formatTried(tried: TriedExclusion): string {
  const head = `${tried.excluded} of ${tried.meetings} meetings since ${tried.since.slice(0, 10)} would be kept out; ${tried.calls} calls to the recorder, nothing stored.\n`;
  const cut = tried.isCut ? 'There are more meetings than one try reads.\n' : '';
  const rules = Object.entries(tried.matches).map(([rule, count]) => `  ${rule}  ${count}\n`);
  const list = tried.list.map(
    ({ title, startedAt, ruleInWords }) =>
      `  ${day(startedAt)}  ${plainText(title ?? '(private)')}  ${plainText(ruleInWords)}\n`,
  );
  return `${head}${cut}\nMeetings that each rule is about\n${rules.join('')}\nKept out\n${list.join('')}`;
}

function day(instant: string | null): string {
  return instant?.slice(0, 10) ?? 'undated   ';
}

function names(accounts: readonly { readonly name: string }[]): string {
  return accounts.length === 0 ? 'no account' : plainText(accounts.map(({ name }) => name).join(', '));
}
