import { standingInWords, unseenAccountsInWords } from '@handrail/contract';
import type { Meeting } from '@handrail/contract';
import type { Column } from './output.ts';
import { formatInstant } from './time.ts';

/** The columns of a meeting: all of them in CSV, the marked ones in a table. */
export const MEETING_COLUMNS: readonly Column<Meeting>[] = [
  { name: 'id', value: (meeting) => meeting.id, table: { title: 'ID', cell: (meeting) => meeting.id } },
  {
    name: 'startedAt',
    value: (meeting) => meeting.startedAt,
    table: { title: 'STARTED', cell: (meeting) => formatInstant(meeting.startedAt) },
  },
  {
    name: 'title',
    value: (meeting) => meeting.title,
    table: { title: 'TITLE', cell: (meeting) => meeting.title },
  },
  {
    name: 'accounts',
    value: (meeting) => meeting.accounts.map((account) => account.name),
    table: {
      title: 'ACCOUNTS',
      cell: ({ accounts, unseenAccounts }) =>
        [...accounts.map(({ name }) => name), ...unseenNames(unseenAccounts)].join(', '),
    },
  },
  { name: 'unseenAccounts', value: (meeting) => meeting.unseenAccounts.length },
  { name: 'accountIds', value: (meeting) => meeting.accounts.map((account) => account.id) },
  { name: 'accountGainsightIds', value: (meeting) => meeting.accounts.map((account) => account.gainsightId) },
  {
    name: 'attribution',
    value: (meeting) => meeting.attribution,
    table: { title: 'ATTRIBUTION', cell: (meeting) => meeting.attribution },
  },
  {
    name: 'state',
    value: (meeting) => meeting.state,
    table: { title: 'STATE', cell: (meeting) => meeting.state },
  },
  {
    name: 'timeline',
    value: timelineStates,
    table: { title: 'TIMELINE', cell: inShort },
  },
  { name: 'exclusionRule', value: (meeting) => meeting.exclusionRule },
  { name: 'source', value: (meeting) => meeting.source },
  { name: 'sourceMeetingId', value: (meeting) => meeting.sourceMeetingId },
  { name: 'sourceReference', value: (meeting) => meeting.sourceReference },
  { name: 'url', value: (meeting) => meeting.url },
  { name: 'durationSeconds', value: (meeting) => meeting.durationSeconds },
  { name: 'language', value: (meeting) => meeting.language },
  { name: 'headline', value: (meeting) => meeting.headline },
  { name: 'actionItemCount', value: (meeting) => meeting.actionItemCount },
];

function timelineStates(meeting: Meeting): string[] {
  return [...meeting.timeline, ...meeting.unseenAccounts].flatMap(({ state }) => state ?? []);
}

function unseenNames(accounts: Meeting['unseenAccounts']): string[] {
  const words = unseenAccountsInWords(accounts.length);
  return words === null ? [] : [words];
}

function inShort({ timeline, unseenAccounts }: Meeting): string {
  const seen = timeline.map((target) => {
    const { word, change } = standingInWords(target);
    return change === null ? word : `${word}, ${change}`;
  });
  return [...seen, ...unseenAccounts.flatMap(({ state }) => state ?? [])].join(', ');
}
