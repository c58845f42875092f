import { attributeMeeting, correctSummary, wishTimeline } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, UsageError } from '../errors.ts';
import { checkId, findAccountId, findMeetingId } from '../find-named.ts';
import { formatMeeting } from '../format-meeting.ts';
import { formatJson } from '../output.ts';

const WISHES = {
  hold: 'keep what is due of a meeting from going out until somebody sends it',
  send: 'send a meeting to the Timelines of its accounts, again where it stands or was taken back',
  withdraw: 'take what stands of a meeting in the Timelines of its accounts back; admins alone',
} as const;

interface PlaceOptions {
  readonly none?: boolean;
  readonly byRules?: boolean;
}

/** `meetings hold | send | withdraw | restore-part | place`: what people decide about a single meeting. */
export function addMeetingActs(meetings: Command, addAction: AddAction): void {
  for (const wish of ['hold', 'send', 'withdraw'] as const) {
    const command = meetings
      .command(`${wish} <meeting>`)
      .description(`${WISHES[wish]}, by our id, the recorder’s id or reference, or its exact title`);
    addAction(command, async (context, meant: string) => {
      const id = await findMeetingId(context, meant);
      const meeting = await context.call(wishTimeline, { params: { id }, body: { wish } });
      context.out(context.json ? formatJson(meeting) : formatMeeting(meeting, { transcript: false }));
      return EXIT.done;
    });
  }
  const restore = meetings
    .command('restore-part <meeting> <part>')
    .description('put a part back that was taken out of the summary, by its id in `meetings show`');
  addAction(restore, async (context, meant: string, part: string) => {
    const id = await findMeetingId(context, meant);
    const params = { id, partId: checkId('part', part, 'handrail meetings show') };
    const meeting = await context.call(correctSummary, { params, body: { isRemoved: false } });
    context.out(context.json ? formatJson(meeting) : formatMeeting(meeting, { transcript: false }));
    return EXIT.done;
  });
  const place = meetings
    .command('place <meeting> [account...]')
    .description(
      'say to which accounts a meeting belongs (our id, Gainsight id or exact name); no rule moves it again',
    )
    .option('--none', 'it belongs to no account')
    .option('--by-rules', 'the rules decide about it again');
  addAction(place, async (context, meant: string, accounts: string[], options: PlaceOptions) => {
    const body = await readPlace(context, accounts, options);
    const id = await findMeetingId(context, meant);
    const meeting = await context.call(attributeMeeting, { params: { id }, body });
    context.out(context.json ? formatJson(meeting) : formatMeeting(meeting, { transcript: false }));
    return EXIT.done;
  });
}

/** Throws UsageError unless exactly one of accounts, none and the rules is said. */
async function readPlace(
  context: CommandContext,
  accounts: readonly string[],
  { none, byRules }: PlaceOptions,
): Promise<RequestOf<typeof attributeMeeting>['body']> {
  const said = [accounts.length > 0, none === true, byRules === true].filter(Boolean).length;
  if (said !== 1)
    throw new UsageError(
      said === 0 ? 'No place is named.' : 'More than one place is named.',
      'Name its accounts, or give --none or --by-rules.',
    );
  if (byRules === true) return { by: 'rule' };
  const accountIds = [];
  for (const account of accounts) accountIds.push(await findAccountId(context, account));
  return { by: 'person', accountIds };
}
