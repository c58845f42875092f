import { getWorkspace, previewWriteback } from '@handrail/contract';
import type { WritebackPlan } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { CliError, EXIT } from '../errors.ts';
import { formatJson } from '../output.ts';
import { formatNumber, formatTable } from '../table.ts';
import { syncStreams } from './sync.ts';

/** `writeback`: send what is due to Gainsight, or show to the value what would be sent. */
export function addWritebackCommand(program: Command, addAction: AddAction): void {
  const command = program
    .command('writeback')
    .description('send what is due: activities to the Timeline, values to company fields')
    .option('--dry-run', 'send nothing, show exactly what would go')
    .option('--wait', 'wait until both streams have ended');
  addAction(command, async (context, options: { readonly dryRun?: boolean; readonly wait?: boolean }) => {
    if (options.dryRun === true) {
      const plan = await context.call(previewWriteback, {});
      context.out(context.json ? formatJson(plan) : formatPlan(plan));
      return EXIT.done;
    }
    const workspace = await context.call(getWorkspace, {});
    if (workspace.outgoingPaused) {
      throw new CliError({
        code: 'cli_held_back',
        message: 'Everything outgoing is paused: nothing would be sent.',
        remedy: 'Let it go on with: handrail resume',
        exitCode: EXIT.heldBack,
      });
    }
    return syncStreams(context, {
      streams: ['timeline', 'values'],
      mode: 'incremental',
      wait: options.wait === true,
    });
  });
}

function formatPlan(plan: WritebackPlan): string {
  const parts = [
    `${formatNumber(plan.activities.length)} activities and ${formatNumber(plan.values.length)} values in ${formatNumber(plan.calls)} calls; nothing was sent.\n`,
  ];
  if (plan.activities.length > 0) {
    parts.push(
      formatTable(
        ['ACCOUNT', 'ACTIVITY', 'EXTERNAL ID'],
        plan.activities.map((activity) => [activity.accountName, activity.subject, activity.externalId]),
      ),
    );
  }
  if (plan.values.length > 0) {
    parts.push(
      formatTable(
        ['ACCOUNT', 'GAINSIGHT ID', 'FIELD', 'BEFORE', 'AFTER'],
        plan.values.map((row) => [
          row.accountName,
          row.gainsightId,
          row.field,
          valueText(row.before),
          valueText(row.after),
        ]),
      ),
    );
  }
  return parts.join('\n');
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
