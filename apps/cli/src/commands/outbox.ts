import { items } from '@handrail/client';
import { deliveryReasonInWords, DELIVERY_STATES, listOutbox, retryOutboxItem } from '@handrail/contract';
import type { OutboxItem } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { checkId } from '../find-named.ts';
import { formatStanding } from '../format-standing.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import type { Column } from '../output.ts';
import { formatTable } from '../table.ts';
import { formatInstant } from '../time.ts';
import { addPauseCommand } from './pause.ts';

const KINDS = ['timeline-activity', 'field-values'] as const;

const OUTBOX_COLUMNS: readonly Column<OutboxItem>[] = [
  { name: 'id', value: (item) => item.id, table: { title: 'ID', cell: (item) => item.id } },
  { name: 'kind', value: (item) => item.kind, table: { title: 'KIND', cell: (item) => item.kind } },
  { name: 'state', value: (item) => item.state, table: { title: 'STATE', cell: (item) => item.state } },
  {
    name: 'accountName',
    value: (item) => item.accountName,
    table: { title: 'ACCOUNT', cell: (item) => item.accountName },
  },
  { name: 'accountId', value: (item) => item.accountId },
  {
    name: 'subject',
    value: (item) => item.subject,
    table: { title: 'SUBJECT', cell: (item) => item.subject },
  },
  { name: 'subjectId', value: (item) => item.subjectId },
  { name: 'cause', value: (item) => item.cause },
  { name: 'standsSince', value: (item) => item.standsSince },
  { name: 'next', value: (item) => item.next },
  { name: 'externalId', value: (item) => item.externalId },
  {
    name: 'attempts',
    value: (item) => item.attempts,
    table: { title: 'ATTEMPTS', cell: (item) => item.attempts },
  },
  { name: 'createdAt', value: (item) => item.createdAt },
  { name: 'notBefore', value: (item) => item.notBefore },
  { name: 'lastAttemptAt', value: (item) => item.lastAttemptAt },
  {
    name: 'settledAt',
    value: (item) => item.settledAt,
    table: { title: 'SETTLED', cell: (item) => formatInstant(item.settledAt) },
  },
  {
    name: 'reason',
    value: (item) => item.reason,
    table: { title: 'REASON', cell: reasonInWords },
  },
  { name: 'failureCode', value: (item) => item.failure?.code },
  { name: 'failureMessage', value: (item) => item.failure?.message },
];

/** Our own reason in words; a vendor's refusal by its code, which is what its support asks for. */
function reasonInWords(item: OutboxItem): string {
  const { reason, failure } = item;
  // Of what stands, the state of its order tells only half.
  if (item.standsSince !== null && item.next !== null) return formatStanding(item);
  return reason === null ? (failure?.code ?? '') : deliveryReasonInWords(reason);
}

interface OutboxListOptions extends ListOptions {
  readonly state?: OutboxItem['state'];
  readonly kind?: OutboxItem['kind'];
}

/** `outbox list | retry | pause`. */
export function addOutboxCommands(program: Command, addAction: AddAction): void {
  const outbox = program.command('outbox').description('what waits to go out and what went');
  const list = withListOptions(outbox.command('list').description('all deliveries, newest first'))
    .addOption(new Option('--state <state>', 'only in this state').choices(DELIVERY_STATES))
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(KINDS));
  addAction(list, async (context, options: OutboxListOptions) => {
    const { state, kind } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(state === undefined ? {} : { state }),
      ...(kind === undefined ? {} : { kind }),
    };
    const all = items(await context.client(), listOutbox, query, { signal: context.signal });
    return printList(context, all, OUTBOX_COLUMNS, options);
  });
  const retry = outbox.command('retry <id>').description('try a refused delivery again in the next pass');
  addAction(retry, async (context, id: string) => {
    const item = await context.call(retryOutboxItem, {
      params: { id: checkId('delivery', id, 'handrail outbox list') },
    });
    const line = formatTable(['ID', 'STATE', 'SUBJECT'], [[item.id, item.state, item.subject]]);
    context.out(context.json ? formatJson(item) : line);
    return EXIT.done;
  });
  addPauseCommand(outbox, addAction);
}
