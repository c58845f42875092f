import { deliveryReasonInWords, unseenAccountsInWords } from '@handrail/contract';
import type { MeetingDetail, Summary } from '@handrail/contract';
import { plainText } from './plain-text.ts';
import { formatStanding } from './format-standing.ts';
import { formatInstant } from './time.ts';

type Part = Summary['decisions'][number];
/** Any sentence of a summary: some only the machine says. */
type Claim = Omit<Part, 'addedBy'> & Partial<Part>;

/** A meeting as people read it: its accounts, its summary with the turn behind each sentence, its Timeline state. */
export function formatMeeting(meeting: MeetingDetail, show: { readonly transcript: boolean }): string {
  const lines = [
    plainText(meeting.title),
    `id ${meeting.id}, ${meeting.source} ${plainText(meeting.sourceMeetingId)}, ${formatInstant(meeting.startedAt) ?? 'no time known'}`,
    ...accountLines(meeting),
    ...meeting.timeline.map(
      (target) => `Timeline of ${plainText(target.accountName)}: ${formatStanding(target)}`,
    ),
    ...meeting.sendings
      .filter(({ accountId }) => !meeting.timeline.some((target) => target.accountId === accountId))
      .map(
        ({ accountName, reason }) =>
          `Timeline of ${plainText(accountName)}: not pushed, ${reason === null ? 'goes out with the next pass' : deliveryReasonInWords(reason)}`,
      ),
    ...meeting.unseenAccounts.map(
      ({ state }) => `Timeline of an account that you may not see: ${state ?? 'not pushed'}`,
    ),
    '',
    ...(meeting.summary === null ? [`No summary: ${meeting.state}.`] : summaryLines(meeting.summary)),
    ...removedLines(meeting),
    ...(show.transcript ? transcriptLines(meeting) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function accountLines(meeting: MeetingDetail): string[] {
  const unseen = unseenAccountsInWords(meeting.unseenAccounts.length);
  const lines = [
    ...meeting.accounts.map(
      (account) =>
        `Account: ${plainText(account.name)} (${Math.round(account.confidence * 100)} %: ${plainText(account.reason)})`,
    ),
    ...(unseen === null ? [] : [`Account: ${unseen}`]),
  ];
  if (lines.length > 0) return lines;
  if (meeting.review === null) return [`Attribution: ${meeting.attribution}`];
  return [
    `To review: ${plainText(meeting.review.reason)}`,
    ...meeting.review.candidates.map(
      (candidate) => `  ${plainText(candidate.name)}: ${plainText(candidate.reason)}`,
    ),
  ];
}

function summaryLines(summary: Summary): string[] {
  return [
    ...(summary.headline === null ? [] : [plainText(summary.headline.text), '']),
    ...section('Points', summary.points, sentence),
    ...section('Decisions', summary.decisions, sentence),
    ...section('Action items', summary.actionItems, (item) => {
      const owner = item.owner === null ? 'owner not said' : plainText(item.owner);
      return `${sentence(item)}  ${owner}, ${item.due ?? 'no due day'}`;
    }),
    ...section('Risks', summary.risks, sentence),
    ...section('Asks', summary.asks, sentence),
    ...(summary.languageNote === null ? [] : [plainText(summary.languageNote)]),
  ];
}

function removedLines({ removedParts }: MeetingDetail): string[] {
  if (removedParts.length === 0) return [];
  return [
    'Removed',
    ...removedParts.map(
      ({ id, kind, text, removedBy }) =>
        `  - ${kind}: ${plainText(text)} [${id}, by ${plainText(removedBy ?? 'somebody who is gone')}]`,
    ),
  ];
}

function section<C extends Claim>(title: string, claims: readonly C[], line: (claim: C) => string): string[] {
  return claims.length === 0 ? [] : [title, ...claims.map((claim) => `  - ${line(claim)}`)];
}

function sentence(claim: Claim): string {
  const text = plainText(claim.text);
  if (claim.evidence !== null) return `${text} [turn ${claim.evidence.turn}]`;
  return `${text} [added by ${plainText(claim.addedBy ?? '')}]`;
}

function transcriptLines(meeting: MeetingDetail): string[] {
  return [
    '',
    'Transcript',
    ...meeting.turns.map((turn) => `  ${turn.turn} ${plainText(turn.speaker)}: ${plainText(turn.text)}`),
  ];
}
