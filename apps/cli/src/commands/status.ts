import { getStatus } from '@handrail/contract';
import type { Status } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { formatNumber, formatTable } from '../table.ts';
import { formatAge, formatDistance } from '../time.ts';

/** `status`: the whole workspace on one page. */
export function addStatusCommand(program: Command, addAction: AddAction): void {
  const command = program
    .command('status')
    .description('age, last and next run of every stream; outbox; alarms; budget');
  addAction(command, async (context) => {
    const status = await context.call(getStatus, {});
    context.out(context.json ? formatJson(status) : formatStatus(status, context.now()));
    return EXIT.done;
  });
}

function formatStatus(status: Status, now: Date): string {
  const streams = formatTable(
    ['STREAM', 'DIRECTION', 'STATE', 'LAST DONE', 'NEXT', 'FAILURE'],
    status.streams.map((stream) => [
      stream.name,
      stream.direction,
      stream.state,
      formatAge(stream.lastCompletedAt, now) ?? 'never',
      formatDistance(stream.nextDueAt, now),
      stream.failure === null ? '' : stream.failure.code,
    ]),
  );
  const freshness = formatTable(
    ['DATA', 'AGE', 'PROMISE', 'STATE'],
    status.freshness.map((kind) => [
      kind.label,
      formatAge(kind.asOf, now) ?? 'none yet',
      `every ${formatNumber(kind.promiseMinutes)} min`,
      kind.state,
    ]),
  );
  const { counts } = status;
  const lines = [
    `${formatNumber(counts.accounts)} accounts, ${formatNumber(counts.meetings)} meetings, ${formatNumber(counts.summaries)} summaries`,
    `${formatNumber(counts.activitiesDelivered)} activities delivered, ${formatNumber(counts.valuesWritten)} values written`,
    `${formatNumber(counts.reviews)} meetings to review, ${formatNumber(counts.setAside)} records set aside`,
    `Outbox: ${outboxLine(status.outbox)}${status.outgoingPaused ? ' (everything outgoing is paused)' : ''}`,
    ...status.budget.map(budgetLine),
    ...status.streams.flatMap((stream) =>
      stream.failure === null
        ? []
        : [`${stream.name}: ${plainText(stream.failure.message)} ${plainText(stream.failure.remedy)}`],
    ),
    ...status.alarms.map((alarm) => alarmLine(alarm, now)),
  ];
  return `${streams}\n${freshness}\n${lines.join('\n')}\n`;
}

function alarmLine(alarm: Status['alarms'][number], now: Date): string {
  const since = formatAge(alarm.openedAt, now) ?? '';
  const seen = alarm.acknowledgedAt === null ? '' : ', acknowledged';
  return `Alarm ${alarm.code} (${since}${seen}): ${plainText(alarm.title)}. ${plainText(alarm.remedy)}`;
}

function outboxLine(outbox: Status['outbox']): string {
  const parts = Object.entries(outbox).map(([state, count]) => `${formatNumber(count)} ${state}`);
  return parts.length === 0 ? 'empty' : parts.join(', ');
}

function budgetLine(budget: Status['budget'][number]): string {
  const stated = budget.stated.map(({ window, calls }) => `; stated: ${formatNumber(calls)} per ${window}`);
  return `Budget ${plainText(budget.host)} (${budget.family}): ${formatNumber(budget.usedMinute)} of ${formatNumber(budget.limitMinute)} calls this minute, ${formatNumber(budget.usedDay)} of ${formatNumber(budget.limitDay)} today${stated.join('')}`;
}
